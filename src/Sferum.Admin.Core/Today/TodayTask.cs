using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Journal;

namespace Sferum.Admin.Core.Today;

/// <summary>The tasks of «Сегодня», the most harmful first.</summary>
public enum TodayKind
{
    /// <summary>A guardian with restricted rights sees a chat of the group.</summary>
    RestrictedGuardian,

    /// <summary>Somebody who must not sees a chat: others' phones and letters lie open to a stranger.</summary>
    Extra,

    /// <summary>Nobody looks after a group and leads its chats.</summary>
    GroupWithoutCurator,

    /// <summary>A mandatory chat has fewer than two administrators: it may be left without a master.</summary>
    FewAdministrators,

    /// <summary>The journal is connected and does not answer, or its last reading is older than the setting allows (36 hours).</summary>
    SourceFails,

    /// <summary>Nobody looked at a group's chats for longer than the setting allows (14 days).</summary>
    OldLook,

    /// <summary>«Чаты проверены» of the current week is still to be said.</summary>
    WeekUnconfirmed,

    /// <summary>The journal is connected and there is no session to read it with: neutral, nobody's fault.</summary>
    SessionMissing,

    /// <summary>Ids of the journal wait to be bound: nothing is read for whoever is not.</summary>
    BindingsWait,

    /// <summary>A chat that people must see was seen and is not any more.</summary>
    OutOfSight,

    /// <summary>A link was lost.</summary>
    LinkBroken,

    /// <summary>Claims and corrections that a check would read now.</summary>
    RecheckDue,

    /// <summary>«Заявил сам», ЭПОС must show it by now, and nobody looked since.</summary>
    ClaimDue,

    /// <summary>Claimed or entered, and ЭПОС cannot show it yet: nothing to do but wait.</summary>
    Waiting,
}

/// <summary>Bands of the page, in their order.</summary>
public enum TodayBand
{
    /// <summary>Вред сейчас.</summary>
    Harm,

    /// <summary>Срок, named by its day.</summary>
    Deadline,

    /// <summary>Ждёт решения.</summary>
    Decision,

    /// <summary>Ждёт проверки: dated, at the bottom, no work.</summary>
    Waiting,
}

/// <summary>A cell that a look closes.</summary>
/// <param name="StudyGroupId">The page of the cell; <see langword="null"/> for «Преподаватели».</param>
/// <param name="ObservationId">The mark shown there; none = not checked.</param>
public sealed record TodayCell(Guid? StudyGroupId, Guid ChatId, Guid PersonId, Guid? ObservationId);

/// <summary>One line.</summary>
/// <param name="Key">Stable while the task is open.</param>
/// <param name="Subject">Whom or what it is about, printed bold.</param>
/// <param name="Sentence">The rest of the sentence, after the subject.</param>
/// <param name="Why">The reason line.</param>
/// <param name="MayClose">Whether the reader may do what closes it.</param>
/// <param name="StudyGroupId">The group; <see langword="null"/> for the staff.</param>
/// <param name="ChatId">Of a task about one chat.</param>
/// <param name="Cells">What can be looked at in place.</param>
/// <param name="Count">How many tasks the line stands for; more than one only in a counted line.</param>
/// <param name="IsCounted">A number instead of a name, for readers who see counts.</param>
/// <param name="PersonId">Of a task about one person.</param>
/// <param name="IsCurators">The group's curator does it, not the reader.</param>
/// <param name="MayRemind">The reader may remind the curator now.</param>
/// <param name="At">Of what waits: UTC moment at which it shows.</param>
/// <param name="People">Of what waits: everybody behind the number.</param>
public sealed record TodayTask(
    string Key,
    TodayKind Kind,
    string Subject,
    string Sentence,
    string Why,
    bool MayClose,
    Guid? StudyGroupId = null,
    Guid? ChatId = null,
    IReadOnlyList<TodayCell>? Cells = null,
    int Count = 1,
    bool IsCounted = false,
    Guid? PersonId = null,
    bool IsCurators = false,
    bool MayRemind = false,
    DateTime? At = null,
    IReadOnlyList<TodayWaiting>? People = null)
{
    /// <summary>Something is to be done; what only waits is no work.</summary>
    public bool IsWork => Kind != TodayKind.Waiting;

    public TodayBand Band => Kind switch
    {
        TodayKind.RestrictedGuardian or TodayKind.Extra or TodayKind.GroupWithoutCurator or TodayKind.FewAdministrators or TodayKind.SourceFails => TodayBand.Harm,
        TodayKind.OldLook or TodayKind.WeekUnconfirmed => TodayBand.Deadline,
        TodayKind.SessionMissing or TodayKind.BindingsWait or TodayKind.OutOfSight or TodayKind.LinkBroken
            or TodayKind.RecheckDue or TodayKind.ClaimDue => TodayBand.Decision,
        TodayKind.Waiting => TodayBand.Waiting,
        _ => throw new InvalidOperationException($"No band for {Kind}."),
    };
}

/// <summary>Somebody whose claim or correction ЭПОС cannot show yet.</summary>
/// <param name="What">«заявил сам 19.11.2026», «внесено в ЭПОС 20.11.2026».</param>
public sealed record TodayWaiting(Guid PersonId, string Name, string PlaceName, string What);

/// <summary>A line of ЭПОС's clock: what was said or entered on some days and shows at one moment.</summary>
/// <param name="From">First day of the entries; none = not known.</param>
/// <param name="To">Last day of the entries.</param>
/// <param name="ShowsAt">UTC.</param>
/// <param name="IsPast">ЭПОС shows it already.</param>
public sealed record TodayClockRow(DateOnly? From, DateOnly? To, int Count, DateTime ShowsAt, bool IsPast);

/// <summary>A group of the reader with what is left to check in it.</summary>
public sealed record TodayGroup(Guid StudyGroupId, string Name, int Left, bool IsConfirmed);

/// <summary>Whom «Напомнить» would remind now.</summary>
/// <param name="Curators">How many people lead <paramref name="StudyGroupIds"/>.</param>
public sealed record TodayRemind(IReadOnlyList<Guid> StudyGroupIds, int Curators);

/// <summary>The page «Сегодня».</summary>
/// <param name="Tasks">Sorted by harm.</param>
/// <param name="ConfirmedPages">Pages of marks (groups and staff) confirmed this week, of <paramref name="Pages"/>.</param>
/// <param name="CorrectionShowsAt">UTC moment at which ЭПОС shows what is corrected there today.</param>
/// <param name="NextRecheckAt">UTC moment of the next claim that comes due; none = nobody waits.</param>
/// <param name="Waiting">Claims that ЭПОС cannot show yet.</param>
/// <param name="Ages">Age and source of what is known.</param>
/// <param name="MayCheck">Whether the reader may have everybody checked now.</param>
/// <param name="Clock">What ЭПОС shows since when, oldest first.</param>
/// <param name="Remind">Whom the reader could remind; none for readers who do not, or when nobody is left.</param>
/// <param name="Groups">The groups of a reader who does not see all, by name.</param>
public sealed record TodayPage(
    DateOnly Today,
    IsoWeek Week,
    IReadOnlyList<TodayTask> Tasks,
    int ConfirmedPages,
    int Pages,
    DateTime CorrectionShowsAt,
    DateTime? NextRecheckAt,
    int Waiting,
    ReadingAges Ages,
    bool MayCheck,
    IReadOnlyList<TodayClockRow> Clock,
    TodayRemind? Remind,
    IReadOnlyList<TodayGroup> Groups)
{
    /// <summary>Lines of work; what only waits is left out.</summary>
    public int Left(bool curators = false) => Tasks.Count(task => task.IsWork && task.IsCurators == curators);
}
