using Sferum.Admin.Simulator.Control;

namespace Sferum.Admin.Simulator.Epos;

/// <summary>A page with what its headers say.</summary>
/// <param name="Size">Rows a page, after the server's silent cap.</param>
/// <param name="Total">As the header says; the rows may say otherwise when a fault is on.</param>
internal sealed record EposPage<T>(IReadOnlyList<T> Rows, int Number, int Size, int Total);

/// <summary>Cuts lists into pages, with the faults that lists can have. Pure.</summary>
internal static class EposPaging
{
    /// <summary>Rows a page while they shift: small, so that any list has several pages.</summary>
    private const int ShiftingSize = 20;

    /// <summary>By how many the counter is ahead of the rows while it lags behind those who left.</summary>
    private const int CountLag = 2;

    /// <param name="number">From 1.</param>
    /// <param name="fault">Only the faults of lists do anything here.</param>
    public static EposPage<T> Cut<T>(IReadOnlyList<T> rows, int number, int size, FaultKind? fault)
    {
        var total = fault switch { FaultKind.Empty => 0, FaultKind.CountLag => rows.Count + CountLag, _ => rows.Count };
        size = fault == FaultKind.Shift ? Math.Min(size, ShiftingSize) : size;
        IReadOnlyList<T> shown = fault switch
        {
            FaultKind.Empty => [],
            FaultKind.Half => [.. rows.Take(rows.Count / 2)],
            // Every third row stands twice: pages end earlier than the total says.
            FaultKind.Duplicate => [.. rows.SelectMany((row, i) => Enumerable.Repeat(row, i % 3 == 0 ? 2 : 1))],
            // As if a row went from the front to the end between two calls: the row at each border is never shown.
            FaultKind.Shift => [.. rows.Skip(number - 1), .. rows.Take(number - 1)],
            _ => rows,
        };
        return new EposPage<T>([.. shown.Skip((int)Math.Min(int.MaxValue, (long)(number - 1) * size)).Take(size)], number, size, total);
    }
}
