using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Import.Changes;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Imports;

/// <summary>Russian words for what an import says in codes.</summary>
public static class ImportWords
{
    private static readonly Dictionary<string, string> Issues = new()
    {
        [IssueCodes.LatinLetters] = "Латинские буквы вместо русских: заменили",
        [IssueCodes.LetterCase] = "Регистр букв: исправили",
        [IssueCodes.Spaces] = "Лишние пробелы: убрали",
        [IssueCodes.NameInBrackets] = "В скобках другая фамилия",
        [IssueCodes.CommentInName] = "Пометка в ячейке с именем",
        [IssueCodes.NoPatronymicMark] = "Отметка «нет отчества»: отчества не пишем",
        [IssueCodes.SwappedColumns] = "Похоже, имя и фамилия переставлены",
        [IssueCodes.Initials] = "Вместо имени инициалы",
        [IssueCodes.MissingName] = "Нет фамилии или имени: строку не берём",
        [IssueCodes.BadDate] = "Дата не читается",
        [IssueCodes.TwoDigitYear] = "Год двумя цифрами: дополнили",
        [IssueCodes.ExcelSerialDate] = "Дата числом Excel: перевели",
        [IssueCodes.ImpossibleDate] = "Такой даты не бывает",
        [IssueCodes.FutureDate] = "Дата в будущем",
        [IssueCodes.UnlikelyAge] = "Необычный возраст",
        [IssueCodes.BadPhone] = "Телефон не читается",
        [IssueCodes.ExcelNumberPhone] = "Телефон числом Excel: восстановили",
        [IssueCodes.SeveralPhones] = "Несколько телефонов: взяли все",
        [IssueCodes.SharedPhone] = "Один телефон у разных людей",
        [IssueCodes.BadEmail] = "Почта не читается",
        [IssueCodes.BadSnils] = "СНИЛС с ошибкой",
        [IssueCodes.PaddedSnils] = "СНИЛС без нулей в начале: дополнили",
        [IssueCodes.SharedSnils] = "Один СНИЛС у разных людей",
        [IssueCodes.UnknownGroup] = "Не похоже на название группы",
        [IssueCodes.MissingGroup] = "Нет группы",
        [IssueCodes.GroupNameNormalised] = "Название группы: привели к обычному виду",
        [IssueCodes.DuplicateRow] = "Повтор строки: вторую не берём",
        [IssueCodes.PossibleDuplicate] = "Возможно, тот же человек выше",
        [IssueCodes.SimilarPerson] = "Похож на другого человека в файле",
        [IssueCodes.Formula] = "Формула вместо значения",
        [IssueCodes.UnknownStatus] = "Непонятный статус",
        [IssueCodes.EndedStatus] = "Статус «выбыл»",
        [IssueCodes.MissingBirthDate] = "Нет даты рождения: считаем несовершеннолетним",
        [IssueCodes.StudentNotFound] = "Студент представителя не найден",
        [IssueCodes.HiddenSheet] = "Скрытый лист: не читали",
        [IssueCodes.DoubtfulPerson] = "Неясно, тот ли это человек: решает человек, не применим",
    };

    private static readonly Dictionary<string, string> Fields = new()
    {
        ["lastName"] = "фамилия",
        ["firstName"] = "имя",
        ["patronymic"] = "отчество",
        ["fullName"] = "ФИО",
        ["birthDate"] = "дата рождения",
        ["snils"] = "СНИЛС",
        ["phone"] = "телефон",
        ["email"] = "почта",
        ["group"] = "группа",
        ["program"] = "специальность",
        ["studyMode"] = "форма обучения",
        ["courseYear"] = "курс",
        ["status"] = "статус",
        ["leftOn"] = "дата выбытия",
        ["order"] = "приказ",
        ["orderDate"] = "дата приказа",
        ["position"] = "должность",
        ["department"] = "подразделение",
        ["curatorOf"] = "куратор группы",
        ["externalId"] = "номер в системе",
        ["kind"] = "кем приходится",
        ["contact"] = "имя и телефон",
    };

    /// <summary>Codes that have words; a test holds it against all codes.</summary>
    public static IEnumerable<string> KnownIssues => Issues.Keys;

    /// <summary>A remark in words.</summary>
    public static string Issue(string code) => Issues.GetValueOrDefault(code, code);

    /// <summary>«представитель 1: телефон»; «—» for the whole row.</summary>
    public static string Field(string? name)
    {
        if (name is null)
        {
            return "—";
        }

        var parts = name.Split('.');
        var field = Fields.GetValueOrDefault(parts[^1], parts[^1]);
        return parts switch
        {
            [var owner, _] when owner.StartsWith("representative", StringComparison.Ordinal) => $"представитель {owner["representative".Length..]}: {field}",
            ["student", _] => $"студент: {field}",
            _ => field,
        };
    }

    public static StatusFace Severity(IssueSeverity severity) => severity switch
    {
        IssueSeverity.Error => new(ChipKind.Danger, "Не загрузится", Glyph.Alert),
        IssueSeverity.Warning => new(ChipKind.Attention, "Проверьте", Glyph.Triangle),
        IssueSeverity.Fixed => new(ChipKind.Ok, "Исправили", Glyph.Check),
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, null),
    };

    public static StatusFace State(ImportLine import) => State(import.State);

    /// <summary>How an import stands.</summary>
    public static StatusFace State(RosterImportState state) => state switch
    {
        RosterImportState.Previewed => new(ChipKind.Accent, "Ждёт решения", Glyph.HalfCircle),
        RosterImportState.Blocked => new(ChipKind.Danger, "Остановлена сторожем", Glyph.Alert),
        RosterImportState.Applied => new(ChipKind.Ok, "Применена", Glyph.Check),
        RosterImportState.Discarded => new(ChipKind.Neutral, "Отложена", Glyph.Dash),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static StatusFace Outcome(ImportOutcome outcome) => outcome switch
    {
        ImportOutcome.Add => new(ChipKind.Ok, "Добавление", Glyph.Plus),
        ImportOutcome.Update => new(ChipKind.Accent, "Изменение", Glyph.Edit),
        ImportOutcome.Leave => new(ChipKind.Danger, "Выбытие", Glyph.Dash),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    /// <summary>«студенты, представители»; «—» where it is not known.</summary>
    public static string Kinds(ImportLine import) => string.Join(", ", import.Kinds.Select(Kind)) is { Length: > 0 } kinds ? kinds : RussianText.NoValue;

    /// <summary>«0,4 с», «2 мин 5 с»; «—» before it was applied.</summary>
    public static string Took(ImportLine import) => import.TookMilliseconds switch
    {
        null => RussianText.NoValue,
        { } ms when ms < 60_000 => $"{RussianText.Number(Math.Max(0.1m, Math.Round(ms / 1000m, 1)), 1)}{RussianText.NoBreakSpace}с",
        { } ms => $"{RussianText.Number(ms / 60_000)}{RussianText.NoBreakSpace}мин {RussianText.Number(ms / 1000 % 60)}{RussianText.NoBreakSpace}с",
    };

    public static string Kind(RosterKind kind) => kind switch
    {
        RosterKind.Students => "студенты",
        RosterKind.Representatives => "представители",
        RosterKind.Employees => "сотрудники",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Cover(ImportCover cover) => cover switch
    {
        ImportCover.None => "Файл только дополняет: никто не выбывает",
        ImportCover.Groups => "Файл полный для своих групп: кого в них нет, тот выбыл",
        ImportCover.Organization => "Файл полный: кого в нём нет, тот выбыл",
        _ => throw new ArgumentOutOfRangeException(nameof(cover), cover, null),
    };

    /// <summary>Name of an encoding as people know it.</summary>
    public static string Encoding(string? encoding) => encoding switch
    {
        "utf-8" => "UTF-8",
        "utf-16" => "UTF-16",
        "windows-1251" => "Windows-1251",
        "ibm866" => "DOS (866)",
        "koi8-r" => "КОИ-8",
        null => "—",
        _ => encoding,
    };

    public static string Delimiter(char? delimiter) => delimiter switch
    {
        ';' => "точка с запятой",
        ',' => "запятая",
        '\t' => "табуляция",
        '|' => "вертикальная черта",
        _ => "—",
    };
}
