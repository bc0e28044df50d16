using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Bindings;

/// <summary>A word of a name.</summary>
/// <param name="Differs">The other side has another one in its place.</param>
public readonly record struct NameWord(string Text, bool Differs);

/// <summary>The words of the page of bindings.</summary>
public static class BindingWords
{
    /// <summary>Kinds in the order of the page.</summary>
    public static IReadOnlyList<JournalRecordKind> Kinds { get; } =
        [JournalRecordKind.Group, JournalRecordKind.Chat, JournalRecordKind.Employee, JournalRecordKind.Student, JournalRecordKind.Representative];

    /// <summary>States in the order of the page: what waits for a person first.</summary>
    public static IReadOnlyList<BindingState> States { get; } =
    [
        BindingState.Exact, BindingState.Doubtful, BindingState.Conflict, BindingState.NotInRegister, BindingState.NotInJournal, BindingState.Bound, BindingState.Rejected,
    ];

    public static string Kind(JournalRecordKind kind) => kind switch
    {
        JournalRecordKind.Group => "Группы",
        JournalRecordKind.Chat => "Чаты",
        JournalRecordKind.Employee => "Сотрудники",
        JournalRecordKind.Student => "Студенты",
        JournalRecordKind.Representative => "Представители",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>One of the kind.</summary>
    public static string One(JournalRecordKind kind) => kind switch
    {
        JournalRecordKind.Group => "группа",
        JournalRecordKind.Chat => "чат",
        JournalRecordKind.Employee => "сотрудник",
        JournalRecordKind.Student => "студент",
        JournalRecordKind.Representative => "представитель",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string State(BindingState state) => state switch
    {
        BindingState.Exact => "Точные",
        BindingState.Doubtful => "Сомнительные",
        BindingState.Conflict => "Спорные",
        BindingState.NotInRegister => "Нет в реестре",
        BindingState.NotInJournal => "Нет в ЭПОС",
        BindingState.Bound => "Сопоставлены",
        BindingState.Rejected => "Отклонены",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>«312 точных совпадений».</summary>
    public static string ExactCount(int count) => $"{RussianText.Number(count)}{RussianText.NoBreakSpace}{RussianText.Plural(count, "точное совпадение", "точных совпадения", "точных совпадений")}";

    public static string Evidence(BindingEvidence evidence, JournalRecordKind kind) => evidence switch
    {
        BindingEvidence.NameEqual => kind is JournalRecordKind.Group or JournalRecordKind.Chat ? "название то же" : "ФИО то же",
        BindingEvidence.NameEqualButYo => "ФИО то же, разница в ё и е",
        BindingEvidence.NameEqualButLatin => "ФИО то же, в ЭПОС есть латинские буквы",
        BindingEvidence.PatronymicMissing => "отчество только с одной стороны",
        BindingEvidence.PatronymicDiffers => "отчество другое",
        BindingEvidence.SurnameDiffers => "фамилия другая",
        BindingEvidence.NameMisspelt => "ФИО похоже, возможна опечатка",
        BindingEvidence.BirthDateEqual => "дата рождения та же",
        BindingEvidence.BirthDateUnknown => "дата рождения известна не с обеих сторон",
        BindingEvidence.BirthDateDiffers => "дата рождения другая",
        BindingEvidence.OnlyOneBornThen => "в группе больше никто не родился в этот день",
        BindingEvidence.GroupEqual => "группа та же",
        BindingEvidence.GroupDiffers => "группа другая",
        BindingEvidence.HasLeft => "по реестру уже выбыл",
        BindingEvidence.ChildEqual => "ребёнок тот же",
        BindingEvidence.IsEmployee => "сотрудник с обеих сторон",
        BindingEvidence.SecondProfile => "второй профиль того же человека",
        BindingEvidence.KindEqual => "вид чата тот же",
        _ => throw new ArgumentOutOfRangeException(nameof(evidence), evidence, null),
    };

    /// <summary>«ФИО то же, дата рождения та же, группа та же».</summary>
    public static string Evidence(IEnumerable<BindingEvidence> evidence, JournalRecordKind kind) => string.Join(", ", evidence.Select(sign => Evidence(sign, kind)));

    /// <summary>Whether the sign speaks against the pair, or is missing.</summary>
    public static bool IsAgainst(BindingEvidence evidence) => evidence is BindingEvidence.PatronymicMissing or BindingEvidence.PatronymicDiffers or BindingEvidence.SurnameDiffers
        or BindingEvidence.NameMisspelt or BindingEvidence.BirthDateUnknown or BindingEvidence.BirthDateDiffers or BindingEvidence.GroupDiffers or BindingEvidence.HasLeft;

    /// <summary>What stands in the way, and what to do.</summary>
    public static string Conflict(BindingRow row) => row.Conflict switch
    {
        BindingConflict.SeveralSubjects => "Запись ЭПОС подходит нескольким записям реестра. Отметьте тех, с кем её путать не надо; останется один — подтвердите его.",
        BindingConflict.SeveralRecords => $"На одну запись реестра похожи несколько записей ЭПОС{Rivals(row)}. Отметьте лишние; останется одна — подтвердите её.",
        BindingConflict.BoundElsewhere => "Запись реестра уже сопоставлена с другим номером ЭПОС. Если ошибка там, снимите прежнее сопоставление; если здесь — отметьте «не он».",
        _ => "",
    };

    public static string Gap(BindingGap? gap) => gap switch
    {
        BindingGap.GroupNotFound => "Сначала нужна группа: её в реестре не нашли.",
        BindingGap.ChildNotFound => "Сначала нужен ребёнок: он ещё не сопоставлен.",
        BindingGap.HasLeft => "По ЭПОС выбыл, в реестре его нет.",
        _ => "В реестре нет никого похожего.",
    };

    /// <summary>Who decided and when: «24.11.2026, Окулов Д. И.».</summary>
    public static string Decided(BindingDecision decision, SchoolClock clock) =>
        $"{(decision.At is { } at ? MomentText.Full(at, clock) : "")}{(decision.By is null ? "" : $", {decision.By}")}".TrimStart(',', ' ');

    public static string List(JournalListNotRead list) => list.List switch
    {
        JournalListKind.Groups => "группы",
        JournalListKind.Employees => "сотрудники",
        JournalListKind.Students => $"студенты и представители {list.Group}",
        JournalListKind.Chats => list.Group is null ? "чаты сотрудников" : $"чаты {list.Group}",
        _ => throw new ArgumentOutOfRangeException(nameof(list), list.List, null),
    };

    /// <summary>The words of a name, those marked that the other side does not have in their place.</summary>
    public static IReadOnlyList<NameWord> Compare(string name, string other)
    {
        var others = other.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((word, i) => new NameWord(word, i >= others.Length || RussianText.SearchKey(word) != RussianText.SearchKey(others[i])))];
    }

    private static string Rivals(BindingRow row) => row.Rivals.Count == 0 ? "" : $", ещё: {string.Join(", ", row.Rivals)}";
}
