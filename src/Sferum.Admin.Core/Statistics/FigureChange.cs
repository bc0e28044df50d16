using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Statistics;

/// <summary>A figure against the week before.</summary>
/// <param name="Amount">Percentage points (процентные пункты) to one decimal for a share, the difference for an absolute number.</param>
/// <param name="IsShare">In percentage points.</param>
/// <param name="IsGood"><see langword="null"/> where nothing changed, or where neither way is good: refusals are a right.</param>
public sealed record FigureChange(decimal Amount, bool IsShare, bool? IsGood)
{
    /// <summary>«+1,1», «−0,7», «0», with U+2212 for the minus.</summary>
    public string Text => Amount > 0 ? $"+{RussianText.Number(Amount, 1)}" : RussianText.Number(Amount, 1);

    /// <returns><see langword="null"/> when one of the two weeks has nothing to count.</returns>
    public static FigureChange? Of(Indicator indicator, FigureCount? now, FigureCount? before)
    {
        if (now is null || before is null)
        {
            return null;
        }

        if (indicator.Denominator is null)
        {
            return Of(indicator, now.Numerator - before.Numerator, isShare: false);
        }

        return now.Share is { } share && before.Share is { } earlier
            ? Of(indicator, Math.Round((share - earlier) * 100, 1, MidpointRounding.AwayFromZero), isShare: true)
            : null;
    }

    private static FigureChange Of(Indicator indicator, decimal amount, bool isShare) => new(
        amount,
        isShare,
        amount == 0 || (indicator.Denominator is null && !indicator.IsHarm) ? null : indicator.IsHarm == amount < 0);
}

/// <summary>A figure as two numbers.</summary>
/// <param name="Denominator"><see langword="null"/> for an absolute number.</param>
/// <param name="IsAtLeast">The numerator is a lower bound.</param>
public sealed record FigureCount(int Numerator, int? Denominator, bool IsAtLeast = false)
{
    /// <summary>0 … 1; <see langword="null"/> for an absolute number and for 0 of 0.</summary>
    public decimal? Share => Denominator is > 0 and var whole ? (decimal)Numerator / whole : null;

    /// <summary>What a line draws: percent for a share, else the number; <see langword="null"/> where there is nothing to draw.</summary>
    public double? Point => Denominator is null ? Numerator : (double?)(Share * 100);
}
