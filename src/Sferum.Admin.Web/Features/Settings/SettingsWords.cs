using System.Globalization;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Settings;

/// <summary>A rule in words.</summary>
/// <param name="Title">Name of the field.</param>
/// <param name="About">One sentence: what it decides.</param>
/// <param name="Unit">Three forms of what is counted; <see langword="null"/> for a choice.</param>
public sealed record RuleWords(string Title, string About, (string One, string Few, string Many)? Unit = null);

/// <summary>The settings in words.</summary>
internal static class SettingsWords
{
    private static readonly (string, string, string) Days = ("день", "дня", "дней");

    private static readonly Dictionary<string, RuleWords> Rules = new()
    {
        [nameof(SchoolSettings.AcademicLeave)] = new("Студент в академическом отпуске", "Обязан ли он и его представители быть в чатах группы, пока отпуск или служба не кончились."),
        [nameof(SchoolSettings.AdultRepresentatives)] = new("Представитель совершеннолетнего", "Что делать с представителем в чате «Родители», когда студенту исполнилось 18."),
        [nameof(SchoolSettings.VerifiedDays)] = new("Сколько держится «Проверен»", "Привязка считается проверенной, пока каждый обязательный чат видели в ЭПОС не раньше этого срока.", Days),
        [nameof(SchoolSettings.LookDays)] = new("Когда устаревает взгляд", "Если группу не смотрели в ЭПОС дольше, её отметки показываются как устаревшие и попадают в «Сегодня».", Days),
        [nameof(SchoolSettings.ReadingHours)] = new("Когда устаревает чтение ЭПОС", "Если подключённый ЭПОС не читался дольше, возраст данных становится красным.", ("час", "часа", "часов")),
        [nameof(SchoolSettings.HolidaysAreWorkingDays)] = new("Праздники для ЭПОС", "В какие дни ЭПОС показывает исправления: его объявление называет нерабочими только субботу и воскресенье."),
        [nameof(SchoolSettings.UploadLimitMb)] = new("Размер файла списка", "Файл больше этого не читается, чтобы случайная загрузка не заняла сервер.", ("мегабайт", "мегабайта", "мегабайт")),
        [nameof(SchoolSettings.ImportRowDays)] = new("Сколько хранить строки загрузок", "Столько дней видны исходные строки файлов; потом они стираются, а записанное в базу остаётся.", Days),
    };

    private static readonly Dictionary<string, string> Zones = new()
    {
        ["Europe/Kaliningrad"] = "Калининград, МСК−1", ["Europe/Moscow"] = "Москва, МСК", ["Europe/Samara"] = "Самара, МСК+1", ["Asia/Yekaterinburg"] = "Екатеринбург, МСК+2",
        ["Asia/Omsk"] = "Омск, МСК+3", ["Asia/Krasnoyarsk"] = "Красноярск, МСК+4", ["Asia/Irkutsk"] = "Иркутск, МСК+5", ["Asia/Yakutsk"] = "Якутск, МСК+6", ["Asia/Vladivostok"] = "Владивосток, МСК+7",
        ["Asia/Magadan"] = "Магадан, МСК+8", ["Asia/Kamchatka"] = "Камчатка, МСК+9",
    };

    /// <summary>A rule by its key.</summary>
    public static RuleWords Rule(string key) => Rules[key];

    /// <summary>«Екатеринбург, МСК+2».</summary>
    public static string Zone(string id) => Zones.GetValueOrDefault(id, id).Replace('−', RussianText.Minus);

    /// <summary>Name of a field of the organisation or of a rule.</summary>
    public static string Field(string key) => key switch
    {
        nameof(SchoolSettings.OrganizationName) => "Короткое название",
        nameof(SchoolSettings.OrganizationFullName) => "Полное название",
        nameof(SchoolSettings.TimeZone) => "Часовой пояс",
        nameof(SchoolSettings.AdministratorContact) => "К кому обращаться",
        _ => Rules[key].Title,
    };

    /// <summary>Choices of a rule that is no number: stored value and words.</summary>
    public static IReadOnlyList<(string Value, string Text)> Choices(string key) => key switch
    {
        nameof(SchoolSettings.AcademicLeave) => [(nameof(Demand.May), "может быть в чате"), (nameof(Demand.MustNot), "не положен")],
        nameof(SchoolSettings.AdultRepresentatives) =>
        [
            (nameof(AdultRepresentatives.ByConsent), "может, если студент согласен"), (nameof(AdultRepresentatives.May), "может"), (nameof(AdultRepresentatives.MustNot), "не положен с дня совершеннолетия"),
        ],
        nameof(SchoolSettings.HolidaysAreWorkingDays) => [(bool.FalseString, "выходные"), (bool.TrueString, "рабочие дни")],
        _ => [],
    };

    /// <summary>A stored value in words.</summary>
    public static string Value(string key, string value) =>
        value.Length == 0 ? RussianText.NoValue
        : key == nameof(SchoolSettings.TimeZone) ? Zone(value)
        : Rules.GetValueOrDefault(key) is { Unit: { } unit } && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? RussianText.Count(number, unit.One, unit.Few, unit.Many)
        : Choices(key).FirstOrDefault(choice => choice.Value == value).Text ?? value;

    /// <summary>What a rule is while nobody has said otherwise.</summary>
    public static string Default(string key) => Value(key, Standard(key));

    /// <summary>The same as it is typed.</summary>
    public static string Standard(string key) => new SchoolSettings().ToStored()[key];

    /// <summary>Whether what is typed is the default.</summary>
    public static bool IsDefault(string key, string value) => value.Trim() == Standard(key);

    /// <summary>How many rules are not as they are by default, said once for all of them.</summary>
    public static string Defaults(IReadOnlyList<string> keys, Func<string, string> valueOf) => keys.Count(key => !IsDefault(key, valueOf(key))) switch
    {
        0 => "Все правила\u00A0— по\u00A0умолчанию.",
        var others => $"Не\u00A0по\u00A0умолчанию: {RussianText.Count(others, "правило", "правила", "правил")}. Значение по\u00A0умолчанию стоит под каждым из\u00A0них.",
    };

    /// <summary>What other rules would mean, a sentence each; empty when nothing.</summary>
    public static IReadOnlyList<string> Effects(RulesPreview preview)
    {
        var lines = new List<string>();
        if (preview.People > 0)
        {
            lines.Add($"У {People(preview.People)} изменится статус привязки: {string.Join(", ", preview.Statuses.Select(move => $"«{Status(move.From)}» → «{Status(move.To)}» — {RussianText.Number(move.People)}"))}");
        }

        Add(preview.PlacesAdded, "место в чатах станет обязательным", "места в чатах станут обязательными", "мест в чатах станут обязательными");
        Add(preview.PlacesRemoved, "место в чатах перестанет быть обязательным", "места в чатах перестанут быть обязательными", "мест в чатах перестанут быть обязательными");
        Add(preview.LooksAge, "группа попадёт в давно не виденные", "группы попадут в давно не виденные", "групп попадут в давно не виденные");
        Add(preview.LooksFreshen, "группа перестанет считаться давно не виденной", "группы перестанут считаться давно не виденными", "групп перестанут считаться давно не виденными");
        Add(preview.RowsGone, "строка старых загрузок сотрётся ближайшей ночью", "строки старых загрузок сотрутся ближайшей ночью", "строк старых загрузок сотрутся ближайшей ночью");
        return lines;

        void Add(int count, string one, string few, string many)
        {
            if (count > 0)
            {
                lines.Add(RussianText.Count(count, one, few, many));
            }
        }
    }

    private static string People(int count) => RussianText.Count(count, "человека", "человек", "человек");

    private static string Status(LinkState state) => StatusFace.Of(state).Word;
}
