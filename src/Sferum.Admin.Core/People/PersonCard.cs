using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.People;

/// <summary>All that the portal knows of a person, as far as the reader may know it.</summary>
/// <param name="Version">Token of the person, for an edit.</param>
/// <param name="MayEdit">Whether the reader may change the register.</param>
/// <param name="MayKnowRefusals">Whether a refusal may be named; else it is «не требуется».</param>
/// <param name="SourceName">Name of the journal, «ЭПОС».</param>
/// <param name="Keys">What the journal finds the person by.</param>
/// <param name="MergedInto">The record that is kept where this one was found to be the same human being.</param>
public sealed record PersonCard(
    Guid Id,
    Guid Version,
    string LastName,
    string FirstName,
    string? Patronymic,
    DateOnly? BirthDate,
    string? SnilsTail,
    DateTime CreatedAt,
    bool MayEdit,
    bool MayKnowRefusals,
    IReadOnlyList<PersonFactRow> Names,
    IReadOnlyList<PersonFactRow> Contacts,
    IReadOnlyList<PersonFactRow> Posts,
    IReadOnlyList<PersonFactRow> Duties,
    IReadOnlyList<PersonFactRow> Studies,
    IReadOnlyList<PersonFactRow> Representatives,
    IReadOnlyList<PersonFactRow> Children,
    PersonLink Link,
    IReadOnlyList<PersonChat> Chats,
    IReadOnlyList<HistoryRow> History,
    string? SourceName,
    PersonFamily Family,
    PersonKeys Keys,
    Guid? MergedInto)
{
    public string FullName => Patronymic is null ? $"{LastName} {FirstName}" : $"{LastName} {FirstName} {Patronymic}";
}

/// <summary>A dated fact of the register in words.</summary>
/// <param name="Version">Token of the fact, for ending it.</param>
/// <param name="What">A name, a phone, a post, a group.</param>
/// <param name="Note">What belongs to it: label, department, kinship.</param>
/// <param name="LastDay">Inclusive; none while open.</param>
/// <param name="Why">Order, import or hand, at both ends.</param>
/// <param name="Href">Page of what it names, where the reader may open it.</param>
/// <param name="Fact">For an act on it, of a fact that is edited by itself.</param>
/// <param name="Study">The enrolment of a membership.</param>
/// <param name="Leave">The leave of today of a membership.</param>
public sealed record PersonFactRow(Guid Id, Guid Version, string What, string? Note, DateOnly From, DateOnly? LastDay, string Why, bool InForce, string? Href = null, FactRef? Fact = null, FactRef? Study = null, FactRef? Leave = null);

/// <summary>The link today and the marks behind it, the latest first.</summary>
/// <param name="Since">UTC moment of what decided it.</param>
/// <param name="RecheckAt">UTC moment from which a claim can be checked.</param>
/// <param name="Ground">By what it was decided, as far as the reader may know.</param>
public sealed record PersonLink(LinkState State, DateTime? Since, DateTime? RecheckAt, LinkGround? Ground, IReadOnlyList<PersonLinkMark> Marks);

/// <param name="At">UTC moment of what is said or shown.</param>
/// <param name="TakenAt">Of an observation by a reading: UTC moment at which it was taken.</param>
/// <param name="IsRetracted">Taken back later.</param>
public sealed record PersonLinkMark(string What, DateTime At, DateTime? TakenAt, string? ByName, string? Reason, bool IsRetracted);

/// <summary>A chat the person must, may or must not be in, or was seen in.</summary>
/// <param name="Why">The ground.</param>
/// <param name="From">The latest look or reading; none = not checked.</param>
public sealed record PersonChat(Guid ChatId, string Title, Demand Demand, bool OptedOut, string Why, VisibilityState State, Provenance? From);

/// <summary>An entry of the history.</summary>
/// <param name="At">UTC.</param>
/// <param name="Who">The user, the console, or the portal itself.</param>
/// <param name="What">«Контакт: добавлено».</param>
/// <param name="Source">«загрузка № 41» for a change by an import.</param>
public sealed record HistoryRow(DateTime At, string Who, string What, string? Source, IReadOnlyList<HistoryChange> Changes);

/// <summary>A changed value in words; what was not there is null.</summary>
public sealed record HistoryChange(string Field, string? Before, string? After);

/// <summary>A family as it is drawn: those who represent above, those represented below.</summary>
/// <param name="SharesPhone">Two of them have one phone: a link by it may become the other's.</param>
public sealed record PersonFamily(IReadOnlyList<FamilyMember> Representatives, IReadOnlyList<FamilyMember> Children, bool SharesPhone)
{
    /// <summary>Nobody represents and nobody is represented.</summary>
    public static PersonFamily None { get; } = new([], [], false);
}

/// <summary>Somebody of a family.</summary>
/// <param name="PersonId">None for an organisation.</param>
/// <param name="Kin">Of a representative: «мать».</param>
/// <param name="Group">Of a child: the group of today.</param>
/// <param name="BirthDate">Of a child.</param>
/// <param name="IsSelf">Whose card it is.</param>
/// <param name="IsRestricted">Rights are restricted today; false where the reader may not know.</param>
public sealed record FamilyMember(Guid? PersonId, string ShortName, string? Kin, string? Group, DateOnly? BirthDate, bool IsSelf, bool IsRestricted);

/// <summary>What the journal finds a person by.</summary>
/// <param name="HasLatinLetter">A Latin letter stands in the name for a Cyrillic one.</param>
/// <param name="CorrectionShowsAt">UTC moment at which the journal shows a correction; null when none is on its way.</param>
public sealed record PersonKeys(bool HasLatinLetter, bool HasBirthDate, bool HasEmail, DateTime? CorrectionShowsAt);
