namespace Sferum.Admin.Core.Statistics;

/// <summary>Steps of the map of groups: by the whole percent that the cell shows, so that number and legend never differ. Pure.</summary>
public static class HeatRules
{
    /// <summary>Fewer people than this are not opened by person: the number alone would tell who.</summary>
    public const int SmallGroup = 5;

    /// <summary>The legend, step 1 first.</summary>
    public static IReadOnlyList<string> Legend { get; } = ["до 40 %", "40–59", "60–74", "75–89", "90 и выше"];

    private static readonly int[] Floors = [40, 60, 75, 90];

    /// <summary>1 … 5; <see langword="null"/> for 0 of 0.</summary>
    public static int? Step(int part, int whole) => Percent(part, whole) is { } percent ? 1 + Floors.Count(floor => percent >= floor) : null;

    /// <summary>The whole percent as printed: 100 only when nothing is missing, 0 only when there is nothing.</summary>
    public static int? Percent(int part, int whole)
    {
        if (whole == 0)
        {
            return null;
        }

        var percent = (int)Math.Round(100m * part / whole, MidpointRounding.AwayFromZero);
        return percent >= 100 && part < whole ? 99 : percent <= 0 && part > 0 ? 1 : percent;
    }
}
