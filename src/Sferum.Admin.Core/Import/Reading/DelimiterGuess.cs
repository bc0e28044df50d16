namespace Sferum.Admin.Core.Import.Reading;

/// <summary>Finds the sign that stands between the cells of a text table.</summary>
internal static class DelimiterGuess
{
    private const int SampleLines = 60;

    /// <summary>In the order in which equals are preferred: a semicolon is what Russian Excel writes.</summary>
    private static readonly char[] Candidates = [';', '\t', ',', '|'];

    /// <summary>The candidate that divides most lines into the same number of cells; a text in one column gets «;».</summary>
    public static char Of(ReadOnlySpan<char> text)
    {
        var counts = Candidates.Select(_ => new List<int>()).ToArray();
        Span<int> line = stackalloc int[Candidates.Length];
        var quoted = false;
        var filled = false;
        foreach (var c in text)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c == '\n')
            {
                Close(line);
                if (counts[0].Count == SampleLines)
                {
                    break;
                }
            }
            else if (!quoted)
            {
                var i = Array.IndexOf(Candidates, c);
                if (i >= 0)
                {
                    line[i]++;
                }
            }

            filled |= c is not ('\r' or '\n' or ' ');
        }

        Close(line);
        return Candidates.Zip(counts, (c, n) => (Sign: c, Score: Steadiness(n))).MaxBy(x => x.Score).Sign;

        void Close(Span<int> closed)
        {
            if (filled)
            {
                for (var i = 0; i < closed.Length; i++)
                {
                    counts[i].Add(closed[i]);
                }
            }

            closed.Clear();
            filled = false;
        }
    }

    /// <summary>Lines that agree on their number of cells, weighed a little by that number: commas inside cells seldom agree.</summary>
    private static double Steadiness(List<int> perLine) =>
        perLine.Where(n => n > 0).GroupBy(n => n).Select(g => g.Count() * (1 + 0.1 * Math.Min(g.Key, 20))).DefaultIfEmpty(0).Max();
}
