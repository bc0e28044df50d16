using System.Text;

namespace Sferum.Admin.Core.Import.Reading;

/// <summary>Recognises a text that was once opened in a wrong encoding and saved so, whether or not it could be turned back.</summary>
internal static class Mojibake
{
    private const int SampleChars = 32 * 1024;

    /// <summary>How much better the text turned back must be; clean Russian rosters score above 1, spoilt ones below 0.</summary>
    private const double Gain = 1.5;

    /// <summary>Pairs (read as, really was) seen in practice.</summary>
    private static readonly (int ReadAs, int Was)[] Mistakes =
        [(1251, 65001), (1252, 1251), (1252, 65001), (866, 1251), (1251, 866), (20866, 1251), (1251, 20866), (866, 65001), (20866, 65001), (1252, 866), (1252, 20866)];

    private static readonly (Encoding ReadAs, Encoding Was)[] Pairs = MakePairs();

    public static bool IsSpoilt(string text)
    {
        var sample = text.AsSpan(0, Math.Min(text.Length, SampleChars));
        return IsLost(sample) || CouldBeTurnedBack(sample.ToString());
    }

    /// <summary>Letters became U+FFFD or question marks and cannot be had back.</summary>
    private static bool IsLost(ReadOnlySpan<char> text)
    {
        int letters = 0, replaced = 0, questions = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            letters += char.IsLetter(c) ? 1 : 0;
            replaced += c == '\uFFFD' ? 1 : 0;
            // A single question mark is a remark of a person; a run of them is a lost word.
            questions += c == '?' && i > 0 && text[i - 1] == '?' ? 1 : 0;
        }

        return replaced > 0.1 * (letters + replaced) || questions > letters && questions > 20;
    }

    private static bool CouldBeTurnedBack(string sample)
    {
        var asItIs = RussianScore.Of(sample);
        if (asItIs > 0.9)
        {
            return false;
        }

        foreach (var (readAs, was) in Pairs)
        {
            try
            {
                if (RussianScore.Of(was.GetString(readAs.GetBytes(sample))) > asItIs + Gain)
                {
                    return true;
                }
            }
            catch (ArgumentException)
            {
                // A sign that this code page does not have: the text was not spoilt in this way.
            }
        }

        return false;
    }

    private static (Encoding ReadAs, Encoding Was)[] MakePairs()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return [.. Mistakes.Select(m => (Strict(m.ReadAs), Encoding.GetEncoding(m.Was)))];
    }

    private static Encoding Strict(int codePage) => Encoding.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
}
