using Sferum.Admin.Core.Chats;

namespace Sferum.Admin.Core.Journal.Binding;

/// <summary>A person of the register, as far as telling people apart goes.</summary>
public sealed record RegisterPerson(Guid Id, string LastName, string FirstName, string? Patronymic, DateOnly? BirthDate)
{
    public string FullName => Patronymic is null ? $"{LastName} {FirstName}" : $"{LastName} {FirstName} {Patronymic}";
}

/// <param name="Name">The name of the day.</param>
public sealed record RegisterGroup(Guid Id, string Name);

/// <param name="IsInForce">False for somebody who has left the group.</param>
public readonly record struct RegisterStudy(Guid PersonId, Guid StudyGroupId, bool IsInForce);

/// <summary>A guardianship in force.</summary>
public readonly record struct RegisterGuardian(Guid StudentId, Guid RepresentativeId);

/// <summary>A mandatory chat of the current messenger and academic year.</summary>
public sealed record RegisterChat(Guid Id, ChatKind Kind, Guid? StudyGroupId, string Title);

/// <summary>The register of one day, as far as bindings ask.</summary>
/// <param name="People">Everybody whom the other lists name.</param>
/// <param name="Groups">In force.</param>
/// <param name="Studies">Of the groups in force, with those who left: the journal lists some of them for a while.</param>
/// <param name="Guardians">In force.</param>
/// <param name="Employees">People with an employment in force.</param>
public sealed record BindingRegister(
    IReadOnlyList<RegisterPerson> People,
    IReadOnlyList<RegisterGroup> Groups,
    IReadOnlyList<RegisterStudy> Studies,
    IReadOnlyList<RegisterGuardian> Guardians,
    IReadOnlySet<Guid> Employees,
    IReadOnlyList<RegisterChat> Chats);

/// <summary>A binding in force.</summary>
public readonly record struct BoundId(string IdKind, string Value, Guid SubjectId);

/// <summary>Everything that suggestions follow from.</summary>
/// <param name="Rejected">Pairs that somebody turned down.</param>
public sealed record BindingMaterial(
    IReadOnlyList<JournalRecord> Records, BindingRegister Register, IReadOnlyList<BoundId> Bound, IReadOnlySet<BoundId> Rejected);
