using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.People;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.People;

/// <summary>Filters of the list in words.</summary>
public static class PeopleFilterWords
{
    /// <summary>«Курс» before its value, or the whole filter where there is none.</summary>
    public static string Label(PeopleFilterPart part) => part switch
    {
        PeopleFilterPart.Tab => "Вкладка",
        PeopleFilterPart.Text => "Поиск",
        PeopleFilterPart.Group => "Группа",
        PeopleFilterPart.Course => "Курс",
        PeopleFilterPart.Program => "Программа",
        PeopleFilterPart.Curator => "Куратор",
        PeopleFilterPart.Link => "Привязка",
        PeopleFilterPart.Attention => "Нужно",
        PeopleFilterPart.BirthDate => "Нет даты рождения",
        PeopleFilterPart.Phone => "Нет телефона",
        PeopleFilterPart.SharedPhone => "Номер у двоих",
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, null),
    };

    /// <summary>«1 и 2»; null for a filter that is only on or off. A name that is not in the reader's scope is «не найдено».</summary>
    public static string? Value(PeopleFilterPart part, PeopleFilter filter, PeopleChoices choices, bool sensitive) => part switch
    {
        PeopleFilterPart.Tab => Tab(filter.Tab),
        PeopleFilterPart.Group => choices.Groups.FirstOrDefault(group => group.Id == filter.StudyGroupId)?.Name ?? Unknown,
        PeopleFilterPart.Course => Join([.. filter.Courses.Select(course => RussianText.Number(course))]),
        PeopleFilterPart.Program => choices.Programs.FirstOrDefault(program => program.Id == filter.ProgramId)?.Name.Split(' ')[0] ?? Unknown,
        PeopleFilterPart.Curator => choices.Curators.FirstOrDefault(curator => curator.PersonId == filter.CuratorId)?.ShortName ?? Unknown,
        PeopleFilterPart.Link => string.Join(", ", filter.Links.Select(state => StatusFace.Of(state, sensitive).Word).Distinct()).ToLowerInvariant(),
        PeopleFilterPart.Attention => PersonWords.Need(filter.Attention!.Value).ToLowerInvariant(),
        _ => null,
    };

    /// <summary>Name of a population.</summary>
    public static string Tab(PeopleTab tab) => tab switch
    {
        PeopleTab.All => "Все",
        PeopleTab.Staff => "Сотрудники",
        PeopleTab.Students => "Студенты",
        PeopleTab.Representatives => "Представители",
        _ => throw new ArgumentOutOfRangeException(nameof(tab), tab, null),
    };

    /// <summary>«более 10 000» where counting stopped.</summary>
    public static string Count(int count) => count > PeopleListing.MaxTotal ? $"более{RussianText.NoBreakSpace}{RussianText.Number(PeopleListing.MaxTotal)}" : RussianText.Number(count);

    /// <summary>«1 курс, 2 и 3».</summary>
    private static string Join(IReadOnlyList<string> parts) => parts.Count < 2 ? string.Concat(parts) : $"{string.Join(", ", parts.Take(parts.Count - 1))} и {parts[^1]}";

    private const string Unknown = "не найдено";
}
