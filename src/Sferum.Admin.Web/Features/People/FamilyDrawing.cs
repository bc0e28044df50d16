using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.People;

namespace Sferum.Admin.Web.Features.People;

/// <summary>A box of the drawing. Units of the drawing's own field.</summary>
/// <param name="Lines">The name, wrapped; then smaller words.</param>
/// <param name="NameLines">How many of the lines are the name.</param>
public sealed record FamilyBox(FamilyMember Member, int X, int Y, int Width, int Height, IReadOnlyList<string> Lines, int NameLines)
{
    public int Center => X + (Width / 2);
}

/// <summary>Where the boxes of a family stand and how lines join them. Pure.</summary>
public sealed class FamilyDrawing
{
    /// <summary>Width of the field, for two boxes side by side.</summary>
    public const int FieldWidth = 420;

    private const int Gap = 16;
    private const int Drop = 52;
    private const int Edge = 6;
    private const int PerRow = 2;
    private const int Letters = 22;

    /// <summary>Places a family.</summary>
    /// <param name="today">For the ages.</param>
    public FamilyDrawing(PersonFamily family, DateOnly today)
    {
        (Representatives, var bottom) = Rows(family.Representatives, Edge, member => [member.IsRestricted ? $"{member.Kin}, права ограничены" : member.Kin!]);
        (Children, var end) = Rows(family.Children, family.Representatives.Count == 0 ? Edge : bottom + Drop, member => ChildWords(member, today));
        Height = end + Edge;
        Lines = Representatives.Count == 0 || Children.Count == 0 ? "" : Path(bottom);
        Sentence = Words(family, today);
    }

    public IReadOnlyList<FamilyBox> Representatives { get; }

    public IReadOnlyList<FamilyBox> Children { get; }

    /// <summary>Height of the field.</summary>
    public int Height { get; }

    /// <summary>Path data of the lines.</summary>
    public string Lines { get; }

    /// <summary>The drawing for those who do not see it.</summary>
    public string Sentence { get; }

    private static (List<FamilyBox> Boxes, int Bottom) Rows(IReadOnlyList<FamilyMember> members, int top, Func<FamilyMember, IReadOnlyList<string>> words)
    {
        var boxes = new List<FamilyBox>();
        foreach (var row in members.Chunk(PerRow))
        {
            var width = row.Length == 1 && members.Count == 1 ? (FieldWidth - Gap) * 3 / 5 : (FieldWidth - (2 * Edge) - Gap) / PerRow;
            var texts = row.Select(member => (Name: Wrap(member.ShortName), Small: words(member).SelectMany(Wrap).ToList())).ToList();
            var height = texts.Max(text => (18 * text.Name.Count) + (17 * text.Small.Count)) + 16;
            boxes.AddRange(row.Select((member, i) => new FamilyBox(
                member, members.Count == 1 ? (FieldWidth - width) / 2 : Edge + (i * (width + Gap)), top, width, height, [.. texts[i].Name, .. texts[i].Small], texts[i].Name.Count)));
            top += height + Gap;
        }

        return (boxes, members.Count == 0 ? top : top - Gap);
    }

    /// <summary>From every representative to one bar, from the bar to every child.</summary>
    private string Path(int bottom)
    {
        var bar = bottom + (Drop / 2);
        var centers = Representatives.Concat(Children).Select(box => box.Center).ToList();
        return string.Concat(Representatives.Select(box => $"M{box.Center} {box.Y + box.Height}V{bar}"))
            + $"M{centers.Min()} {bar}H{centers.Max()}"
            + string.Concat(Children.Select(box => $"M{box.Center} {bar}V{box.Y}"));
    }

    private static List<string> ChildWords(FamilyMember child, DateOnly today)
    {
        List<string> words = [];
        if (child.BirthDate is { } birth)
        {
            var age = today.Year - birth.Year - (today < birth.AddYears(today.Year - birth.Year) ? 1 : 0);
            words.Add(string.Join(", ", new[] { child.Group, RussianText.Count(age, "год", "года", "лет") }.OfType<string>()));
            words.Add($"18 лет — {RussianText.Date(Adulthood.AdultFrom(birth))}");
        }
        else
        {
            words.AddRange(new[] { child.Group, "дата рождения не указана" }.OfType<string>());
        }

        return words;
    }

    private static string Words(PersonFamily family, DateOnly today)
    {
        var representatives = string.Join(", ", family.Representatives.Select(member => $"{member.ShortName}, {member.Kin}{(member.IsRestricted ? " с ограничением прав" : "")}"));
        var children = string.Join("; ", family.Children.Select(member => string.Join(", ", new[] { member.ShortName }.Concat(ChildWords(member, today)))));
        return $"Семья. Представители: {(representatives.Length == 0 ? "не указаны" : representatives)}. Студенты: {children}.";
    }

    /// <summary>Lines of a box's width, broken after spaces and dashes.</summary>
    private static List<string> Wrap(string text)
    {
        List<string> lines = [];
        var line = "";
        foreach (var word in text.Replace("-", "-\u200B", StringComparison.Ordinal).Split(' ', '\u200B'))
        {
            var joint = line.Length == 0 || line[^1] == '-' ? "" : " ";
            if (line.Length > 0 && line.Length + joint.Length + word.Length > Letters)
            {
                lines.Add(line);
                line = word;
            }
            else
            {
                line += joint + word;
            }
        }

        lines.Add(line);
        return lines;
    }
}
