using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Journal.Attention;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.People;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.People;

/// <summary>A person's roles in words.</summary>
public static class PersonWords
{
    /// <summary>«Преподаватель; мать Агафонова Д.», «студент», «мать, 2 ребёнка».</summary>
    public static string Roles(PersonRow row)
    {
        List<string> roles = [.. row.Position];
        if (row.Groups.Count > 0)
        {
            roles.Add("студент");
        }

        var children = row.Children.DistinctBy(child => child.Id).ToList();
        if (children.Count > 0)
        {
            var kinship = string.Join(", ", children.Select(child => KinshipText.Of(child.Kind)).Distinct());
            roles.Add(children.Count == 1 ? $"{kinship}: {children[0].ShortName}" : $"{kinship}, {RussianText.Count(children.Count, "ребёнок", "ребёнка", "детей")}");
        }

        return roles.Count == 0 ? RussianText.NoValue : string.Join("; ", roles);
    }

    /// <summary>«Бурдина А. С.» of a name in three words; anything else, such as the portal itself, stays as it is.</summary>
    public static string Short(string name) =>
        name.Split(' ') is [var last, var first, var patronymic] ? RussianText.ShortName(last, first, patronymic) : name;

    /// <summary>Own groups and those of the children, each once.</summary>
    public static IEnumerable<GroupRef> Groups(PersonRow row) =>
        row.Groups.Concat(row.Children.Select(child => child.Group).OfType<GroupRef>()).DistinctBy(group => group.Id);

    /// <summary>«с 01.09.2026», «01.09.2026–30.06.2027»: the last day is inclusive.</summary>
    public static string Period(PersonFactRow row) =>
        row.LastDay is { } last ? $"{RussianText.Date(row.From)}–{RussianText.Date(last)}" : $"с{RussianText.NoBreakSpace}{RussianText.Date(row.From)}";

    /// <summary>«Телефон», «E-mail, рабочий».</summary>
    public static string ContactName(PersonFactRow contact)
    {
        var kind = contact.What.Contains('@') ? "Почта" : "Телефон";
        return contact.Note is null ? kind : $"{kind}, {contact.Note}";
    }

    /// <summary>«с 01.09.2026, загрузка № 3».</summary>
    public static string Since(PersonFactRow row) => $"{Period(row)}, {row.Why}";

    /// <summary>What the lists say of a chat.</summary>
    public static string Demand(PersonChat chat) => (chat.OptedOut, chat.Demand) switch
    {
        (true, _) => "отказ",
        (_, Core.Chats.Demand.Must) => "должен",
        (_, Core.Chats.Demand.May) => "может",
        _ => "не положен",
    };

    /// <summary>What a check of the person came to: «Привязан, оба чата видны, на 14:00».</summary>
    public static string Checked(PersonCard card, SchoolClock clock)
    {
        var musts = card.Chats.Where(chat => chat.Demand == Core.Chats.Demand.Must).ToList();
        var seen = musts.Count(chat => chat.State == VisibilityState.Visible);
        var chats = (musts.Count, seen) switch
        {
            (0, _) => "обязательных чатов нет",
            (1, 1) => "чат видно",
            (2, 2) => "оба чата видны",
            (1, 0) => "чата не видно",
            var (all, visible) when visible == all => $"видны все {RussianText.Count(all, "чат", "чата", "чатов")}",
            var (all, visible) => $"видно {RussianText.Number(visible)} из {RussianText.Count(all, "чата", "чатов", "чатов")}",
        };
        var newest = card.Chats.Select(chat => chat.From).Append(card.Link.Ground?.From).Where(from => from is { Method: ObservationMethod.Reading }).MaxBy(from => from!.AsOf);
        var asOf = newest is null ? "" : $", {ReadingWords.AsOf(newest.TakenAt ?? newest.AsOf, newest.AsOf, clock)}";
        return $"{StatusFace.Of(card.Link.State, card.MayKnowRefusals).Word}, {chats}{asOf}.";
    }

    /// <summary>Why people are in a list behind «Сегодня».</summary>
    public static string Need(AttentionKind kind) => kind switch
    {
        AttentionKind.Recheck => "Пора перепроверить",
        AttentionKind.Relink => "Привязка потеряна",
        AttentionKind.OutOfSight => "Чаты пропали из вида",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>What will break the link.</summary>
    public static string Trouble(DataTrouble trouble) => trouble switch
    {
        DataTrouble.NoBirthDate => "нет даты рождения",
        DataTrouble.NoPhone => "нет телефона",
        DataTrouble.SharedPhone => "номер у двоих",
        DataTrouble.LatinLetter => "латинская буква в ФИО",
        _ => throw new ArgumentOutOfRangeException(nameof(trouble), trouble, null),
    };
}
