using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Journal;
using Sferum.Admin.Core.Journal.Attention;

namespace Sferum.Admin.Core.Today;

/// <summary>All that <see cref="TodayRules"/> look at, already narrowed to the reader's scope.</summary>
/// <param name="Now">UTC.</param>
/// <param name="LookDays">Days after which a look is old.</param>
public sealed record TodayFacts(
    DateOnly Today,
    DateTime Now,
    int LookDays,
    IReadOnlyList<TodayPlace> Places,
    IReadOnlyList<TodayChat> Chats,
    IReadOnlyList<TodayExtra> Extras,
    IReadOnlyList<TodayClaim> Claims,
    TodayJournal Journal);

/// <summary>Somebody was reminded of the current week.</summary>
/// <param name="At">UTC.</param>
/// <param name="Text">The same moment for the eye.</param>
/// <param name="ByName">Who reminded.</param>
public sealed record TodayReminder(DateTime At, string Text, string ByName);

/// <summary>What the journal showed, and how it is read.</summary>
/// <param name="Attention">Who asks for attention, by why; the same people as in the list behind the number.</param>
/// <param name="Rechecks">Who is due by a claim or a correction, in whatever scope.</param>
/// <param name="Bindings">What waits to be bound; none for those who do not bind.</param>
public sealed record TodayJournal(ReadingAges Ages, IReadOnlyDictionary<AttentionKind, TodayAttention> Attention, IReadOnlyList<AttentionRow> Rechecks, TodayBindings? Bindings);

/// <param name="People">How many.</param>
/// <param name="CanBeRead">How many of them a check may close.</param>
/// <param name="NewestOn">Day of the newest.</param>
/// <param name="NewestName">Whose it is.</param>
public sealed record TodayAttention(int People, int CanBeRead, DateOnly? NewestOn, string? NewestName);

/// <param name="Exact">Exact matches to confirm.</param>
/// <param name="Doubtful">Pairs to look at.</param>
/// <param name="Conflicts">Records that cannot be paired before one of their claims is turned down.</param>
public sealed record TodayBindings(int Exact, int Doubtful, int Conflicts);

/// <summary>A page of marks: a study group, or all staff.</summary>
/// <param name="StudyGroupId"><see langword="null"/> for the staff.</param>
/// <param name="HasCurator">Of a group: a curator or substitute with an employment in force.</param>
/// <param name="Musts">How many marks its chats must have.</param>
/// <param name="IsConfirmed">«Чаты проверены» of the current week.</param>
/// <param name="LastConfirmedWeek">The latest week confirmed, «2026-W45»; none = never.</param>
/// <param name="LastLook">The day of the newest look at its chats; none = nobody ever looked.</param>
/// <param name="Left">Of the musts, how many are not checked.</param>
/// <param name="Curators">Who looks after it today.</param>
/// <param name="Reminder">The newest reminder of the current week.</param>
public sealed record TodayPlace(
    Guid? StudyGroupId, string Name, bool HasCurator, int Musts, bool IsConfirmed, string? LastConfirmedWeek, DateOnly? LastLook,
    int Left = 0, IReadOnlyList<TodayCurator>? Curators = null, TodayReminder? Reminder = null)
{
    /// <summary>«Чаты проверены» is still to be said.</summary>
    public bool IsWaiting => Musts > 0 && !IsConfirmed;
}

/// <summary>A curator or substitute of a group.</summary>
public sealed record TodayCurator(Guid PersonId, string ShortName);

/// <summary>A mandatory chat.</summary>
/// <param name="Administrators">Names of those who lead it by the register («по приказам») or by appointment.</param>
public sealed record TodayChat(Guid Id, ChatKind Kind, Guid? StudyGroupId, string PlaceName, IReadOnlyList<string> Administrators);

/// <summary>Somebody who sees a chat and must not.</summary>
/// <param name="IsRestricted">Because rights are restricted.</param>
/// <param name="SeenOn">Day of the look.</param>
public sealed record TodayExtra(TodayCell Cell, ChatKind Kind, string PersonName, string PlaceName, bool IsRestricted, string Why, DateOnly SeenOn);

/// <summary>«Заявил сам», or «исправлено в ЭПОС».</summary>
/// <param name="ClaimedOn">Day of the claim, or of what was entered into ЭПОС and does not show yet.</param>
/// <param name="RecheckAt">UTC.</param>
/// <param name="RecheckText">The same moment for the eye.</param>
/// <param name="LastLookAt">UTC moment of the newest look at the person's musts.</param>
/// <param name="Cells">The person's musts within the reader's scope.</param>
/// <param name="IsCorrection">Nobody claimed anything: it was corrected in ЭПОС.</param>
public sealed record TodayClaim(
    Guid PersonId, string PersonName, string PlaceName, DateOnly? ClaimedOn, DateTime RecheckAt, string RecheckText, DateTime? LastLookAt, IReadOnlyList<TodayCell> Cells,
    bool IsCorrection = false)
{
    /// <summary>ЭПОС cannot show it yet: no discrepancy.</summary>
    public bool IsWaiting(DateTime now) => RecheckAt > now;

    /// <summary>
    /// ЭПОС must show it by now and nobody looked since. A look that found nothing closes the task too: what is left then is
    /// to help, and the page of marks says so.
    /// </summary>
    public bool IsDue(DateTime now) => RecheckAt <= now && (LastLookAt is null || LastLookAt < RecheckAt);
}

/// <summary>Who reads «Сегодня».</summary>
/// <param name="SeesNames">Else counts only: the director learns how many, not who, and nothing of restricted rights.</param>
/// <param name="MayMark">Looks, weeks.</param>
/// <param name="MayAssign">Curators, administrators of chats.</param>
/// <param name="MayConnect">The connection of the journal, and checks of everybody.</param>
public sealed record TodayReader(bool SeesNames, bool MayMark, bool MayAssign, bool MayConnect = false);
