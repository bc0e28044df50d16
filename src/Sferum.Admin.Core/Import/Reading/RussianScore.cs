namespace Sferum.Admin.Core.Import.Reading;

/// <summary>How much a text looks like Russian; used to choose among code pages and to notice spoilt text.</summary>
internal static class RussianScore
{
    private const string Frequent = "оеаинтсрвлкмдпу";

    /// <summary>Average over letters and signs that are not ASCII, from −3 (noise) to 3 (running Russian text); 0 for a text without any.</summary>
    public static double Of(ReadOnlySpan<char> text)
    {
        double score = 0;
        var counted = 0;
        var previous = ' ';
        foreach (var c in text)
        {
            if (c >= '\u0080')
            {
                counted++;
                score += c switch
                {
                    // A capital right after a small letter is what a wrong code page looks like (КОИ-8 read as 1251).
                    >= 'А' and <= 'Я' or 'Ё' => char.IsLower(previous) ? -3 : 0.3,
                    >= 'а' and <= 'я' or 'ё' => Frequent.Contains(c) ? 3 : 1,
                    '№' or '«' or '»' or '–' or '—' or '\u00A0' or '\u202F' or '…' => 0,
                    _ => -3,
                };
            }

            previous = c;
        }

        return counted == 0 ? 0 : score / counted;
    }
}
