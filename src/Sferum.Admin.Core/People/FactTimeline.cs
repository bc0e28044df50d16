namespace Sferum.Admin.Core.People;

/// <summary>A turn in what the register says of a person.</summary>
/// <param name="On">The first day on which it is so.</param>
/// <param name="Text">«Группа: ИС-21».</param>
/// <param name="Why">Order, import or hand.</param>
/// <param name="IsEnd">It is over from that day on.</param>
public sealed record FactEvent(DateOnly On, string Text, string Why, bool IsEnd);

/// <summary>The facts of a card by their days and orders. Pure.</summary>
public static class FactTimeline
{
    /// <summary>Beginnings and ends, the latest first; of one day the ends below the beginnings.</summary>
    public static IReadOnlyList<FactEvent> Of(PersonCard card) =>
        [.. new[]
            {
                (card.Posts, "Должность"),
                (card.Duties, ""),
                (card.Studies, "Группа"),
                (card.Representatives, "Представитель"),
                (card.Children, "Ребёнок"),
                (card.Names, "ФИО"),
                (card.Contacts, "Контакт"),
            }
            .SelectMany(kind => kind.Item1.SelectMany(row => Events(kind.Item2, row)))
            .OrderByDescending(row => row.On).ThenBy(row => row.IsEnd)];

    private static IEnumerable<FactEvent> Events(string kind, PersonFactRow row)
    {
        var words = (kind.Length == 0 ? row.What : $"{kind}: {row.What}") + (row.Note is null ? "" : $", {row.Note}");
        var parts = row.Why.Split("; конец: ");
        yield return new FactEvent(row.From, words, parts[0], false);
        if (row.LastDay is { } last)
        {
            yield return new FactEvent(last.AddDays(1), $"{words} — закончилось", parts.Length > 1 ? parts[1] : parts[0], true);
        }
    }
}
