using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Chats;

public enum ChatStateKind
{
    /// <summary>Must exist by the rules.</summary>
    Expected,

    /// <summary>Of a past year; read only.</summary>
    Archived,
}

/// <summary>A chat of the register. For mandatory kinds there is one per platform, group and academic year.</summary>
public sealed class Chat : IAudited, IVersioned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public ChatKind Kind { get; init; }

    /// <summary>The messenger in which it lives.</summary>
    public Guid PlatformId { get; init; }

    /// <summary>Set for «Группы» and «Родители».</summary>
    public Guid? StudyGroupId { get; init; }

    /// <summary>Set for «Группы» and «Родители»: such chats are made anew each year.</summary>
    public Guid? AcademicYearId { get; init; }

    public string? OutsideId { get; set; }

    public required string Title { get; set; }

    public ChatStateKind State { get; set; }

    public Guid Version { get; set; } = Guid.CreateVersion7();
}

/// <summary>An administrator of one chat by appointment, beside those whom the rules make administrators.</summary>
public sealed class ChatAdministrator : DatedFact
{
    public Guid ChatId { get; init; }

    public Guid PersonId { get; init; }
}
