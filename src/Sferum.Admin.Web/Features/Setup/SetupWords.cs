using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Web.Features.Settings;

namespace Sferum.Admin.Web.Features.Setup;

/// <summary>The first set-up in words.</summary>
internal static class SetupWords
{
    public static string Title(SetupStep step, bool done = false) => step switch
    {
        SetupStep.Rosters when done => "Списки студентов и сотрудников",
        SetupStep.Organization => "Техникум и администратор",
        SetupStep.AcademicYear => "Учебный год",
        SetupStep.Rosters => "Загрузите списки студентов и сотрудников",
        SetupStep.Journal => "Площадка и ЭПОС",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
    };

    /// <summary>What is known of a step: for one that is done its facts, else what it is for.</summary>
    public static string Facts(SetupStep step, SetupView view, bool done) => step switch
    {
        SetupStep.Organization => done
            ? $"{view.Organization}, часовой пояс: {SettingsWords.Zone(view.TimeZone)}{(view.Contact.Length > 0 ? $". За помощью — к{RussianText.NoBreakSpace}{view.Contact}" : ". К кому идти за помощью, пока не указано")}"
            : "Название для заголовков и печати, часовой пояс, к кому идти за помощью",
        SetupStep.AcademicYear => (view.Year, done) switch
        {
            ({ } year, true) => $"{RussianText.Date(year.StartsOn)}–{RussianText.Date(year.LastDay)}, праздники внесены",
            ({ } year, false) => $"{RussianText.Date(year.StartsOn)}–{RussianText.Date(year.LastDay)}. Праздники этого года не внесены: сверьте календарь",
            _ => "Дни года и праздники: по ним считаются часы ЭПОС",
        },
        SetupStep.Rosters => Rosters(view, done),
        SetupStep.Journal => done
            ? $"{view.Journal ?? "Журнала нет"} и {view.Messenger ?? "мессенджера нет"}. {(view.JournalMode == JournalReaderMode.Off ? "Без подключения: кураторы смотрят сами" : "ЭПОС подключён")}"
            : $"{view.Journal ?? "Журнала нет"} и {view.Messenger ?? "мессенджера нет"}. Подключать ЭПОС не обязательно: проверка идёт и взглядом куратора",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
    };

    private static string Rosters(SetupView view, bool done)
    {
        var known = $"{RussianText.Count(view.Students, "студент", "студента", "студентов")}, {RussianText.Count(view.Groups, "группа", "группы", "групп")}, {RussianText.Count(view.Employees, "сотрудник", "сотрудника", "сотрудников")}";
        return (view, done) switch
        {
            (_, true) => known,
            ({ OpenImports: > 0 }, _) => $"{RussianText.Count(view.OpenImports, "загрузка ждёт", "загрузки ждут", "загрузок ждут")} решения: до кнопки «Применить» в базе ничего нет",
            ({ Students: > 0 }, _) => $"{known}. Осталось загрузить сотрудников: из них берутся кураторы и чат «Преподаватели»",
            ({ Employees: > 0 }, _) => $"{known}. Осталось загрузить студентов: из них берутся группы, представители и их чаты",
            _ => "Любые: из 1С, ЭПОС или свои. Столбцы в любом порядке, ошибки покажем до загрузки",
        };
    }
}
