using System.Globalization;
using Sferum.Admin.Core.Statistics;

namespace Sferum.Admin.Web.Features.Statistics;

/// <summary>Geometry of the trend: a line breaks where a week has no number. Pure.</summary>
internal sealed class TrendChart
{
    public const int Width = 560;
    public const int Height = 300;
    public const double Left = 34, Right = 440, Top = 14, Bottom = 262;

    /// <summary>Two labels nearer than this would lie on each other.</summary>
    private const double LabelHeight = 48;

    private static readonly int[] Percents = [0, 25, 50, 75, 100];

    private TrendChart(IReadOnlyList<TrendWeek> weeks)
    {
        Grid = [.. Percents.Select(percent => (Y(percent), percent.ToString(CultureInfo.InvariantCulture)))];
        var every = Math.Max(1, (weeks.Count + 7) / 8);
        Weeks = [.. weeks.Select((week, i) => (week, i)).Where(w => (weeks.Count - 1 - w.i) % every == 0).Select(w => (X(At(w.i, weeks.Count)), w.week.Week.Number.ToString(CultureInfo.InvariantCulture)))];
        var staff = Line("trend-staff", ["работники"], IndicatorRules.StaffCode, weeks, week => week.Staff);
        var families = Line("trend-families", ["студенты и", "представители"], IndicatorRules.FamiliesCode, weeks, week => week.Families);
        Lines = Apart(staff, families);
        Sentence = string.Join(". ", Lines.Where(line => line.Last is not null).Select(line => $"{string.Join(' ', line.Name)}: {line.Last!.Value.Text}, цель {line.Goal} %"));
    }

    public IReadOnlyList<(string Y, string Text)> Grid { get; }

    public IReadOnlyList<(string X, string Text)> Weeks { get; }

    public IReadOnlyList<TrendLine> Lines { get; }

    /// <summary>What the picture shows, for a screen reader.</summary>
    public string Sentence { get; }

    /// <returns><see langword="null"/> when fewer than two weeks have a number: one point is no line.</returns>
    public static TrendChart? Of(IReadOnlyList<TrendWeek> weeks) =>
        weeks.Count(week => week.Staff?.Share is not null || week.Families?.Share is not null) < 2 ? null : new TrendChart(weeks);

    public static string X(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Y(double percent) => X(Height0(percent));

    private static double Height0(double percent) => Bottom - ((Bottom - Top) * Math.Clamp(percent, 0, 100) / 100);

    private static double At(int index, int count) => count == 1 ? Right : Left + ((Right - Left) * index / (count - 1));

    private static TrendLine Line(string css, string[] name, string code, IReadOnlyList<TrendWeek> weeks, Func<TrendWeek, FigureCount?> of)
    {
        var goal = IndicatorRules.Find(code)!.Goal!.Value;
        var runs = new List<string>();
        var run = new List<string>();
        (double X, double Y, FigureCount Count)? last = null;
        for (var i = 0; i < weeks.Count; i++)
        {
            if (of(weeks[i]) is { Share: { } share } count)
            {
                last = (At(i, weeks.Count), Height0((double)share * 100), count);
                run.Add($"{X(last.Value.X)},{X(last.Value.Y)}");
            }
            else
            {
                Close();
            }
        }

        Close();
        return new TrendLine(css, name, goal, Y(goal), runs, last is { } end ? (X(end.X), X(end.Y), StatisticsWords.Share(end.Count)) : null, last?.Y ?? 0, 0);

        void Close()
        {
            if (run.Count > 0)
            {
                runs.Add(string.Join(' ', run));
                run = [];
            }
        }
    }

    /// <summary>Labels of ends that are near are moved apart, the upper one upwards.</summary>
    private static TrendLine[] Apart(TrendLine a, TrendLine b)
    {
        var gap = Math.Abs(a.EndY - b.EndY);
        if (a.Last is null || b.Last is null || gap >= LabelHeight)
        {
            return [a, b];
        }

        var shift = (int)Math.Ceiling((LabelHeight - gap) / 2);
        return a.EndY <= b.EndY ? [a with { Shift = -shift }, b with { Shift = shift }] : [a with { Shift = shift }, b with { Shift = -shift }];
    }
}

/// <summary>A line of the trend.</summary>
/// <param name="Runs">Points of weeks in a row.</param>
/// <param name="Last">Where it ends, and its value in words.</param>
/// <param name="Shift">By how much the words at its end are moved, in units of the picture.</param>
/// <param name="Name">In lines of the words at its end.</param>
internal sealed record TrendLine(string Css, IReadOnlyList<string> Name, int Goal, string GoalY, IReadOnlyList<string> Runs, (string X, string Y, string Text)? Last, double EndY, int Shift);
