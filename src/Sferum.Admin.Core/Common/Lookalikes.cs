namespace Sferum.Admin.Core.Common;

/// <summary>Latin letters that look like Cyrillic ones and are typed in their place.</summary>
public static class Lookalikes
{
    private const string Latin = "ABCEHKMOPTXYaceopxykmbtnu";
    private const string Cyrillic = "АВСЕНКМОРТХУасеорхукмьтпи";

    /// <summary>Letters that are read as Cyrillic only beside real Cyrillic ones: m, b, t, n, u differ in print.</summary>
    private const string Doubtful = "kmbtnu";

    public static bool IsCyrillic(char c) => c is >= '\u0400' and <= '\u04FF';

    public static bool IsLatin(char c) => char.IsAsciiLetter(c);

    /// <summary>
    /// The text with its look-alikes in Cyrillic. Changed only when every Latin letter of it has a twin, and when the text has a
    /// Cyrillic letter or all its Latin letters are perfect twins; «John» stays as it is.
    /// </summary>
    public static string ToCyrillic(string text, out bool changed)
    {
        changed = false;
        bool hasLatin = false, hasCyrillic = false, perfect = true;
        foreach (var c in text)
        {
            if (IsLatin(c))
            {
                hasLatin = true;
                if (!Latin.Contains(c))
                {
                    return text;
                }

                perfect &= !Doubtful.Contains(c);
            }

            hasCyrillic |= IsCyrillic(c);
        }

        if (!hasLatin || !(hasCyrillic || perfect))
        {
            return text;
        }

        changed = true;
        return string.Create(text.Length, text, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
            {
                var at = Latin.IndexOf(from[i]);
                to[i] = at < 0 ? from[i] : Cyrillic[at];
            }
        });
    }
}
