using System.Text;

namespace Sferum.Admin.Core.Import.Reading;

/// <summary>Text of a file with the name of the encoding it was written in.</summary>
internal readonly record struct DecodedText(string Text, string Encoding);

/// <summary>
/// Finds out in which encoding a Russian text file was written: byte order mark, UTF-16 by its zero bytes, strict UTF-8, and else the
/// one-byte code page that gives the most Russian text. Own code, because UTF.Unknown takes UTF-16 without a mark for ASCII and reads the whole file.
/// </summary>
internal static class TextDecoder
{
    private const int SampleBytes = 64 * 1024;

    private static readonly (string Name, Encoding Encoding)[] CodePages = MakeCodePages();

    public static DecodedText Decode(byte[] content)
    {
        var bytes = content.AsSpan();
        if (IsUtf16(bytes[..Math.Min(bytes.Length, SampleBytes)], out var bigEndian))
        {
            var marked = bytes.StartsWith([(byte)0xFF, (byte)0xFE]) || bytes.StartsWith([(byte)0xFE, (byte)0xFF]);
            return new((bigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(bytes[(marked ? 2 : 0)..]), "utf-16");
        }

        if (bytes.StartsWith([(byte)0xEF, (byte)0xBB, (byte)0xBF]))
        {
            return new(Encoding.UTF8.GetString(bytes[3..]), "utf-8");
        }

        if (IsUtf8(bytes))
        {
            return new(Encoding.UTF8.GetString(bytes), "utf-8");
        }

        var sample = bytes[..Math.Min(bytes.Length, SampleBytes)].ToArray();
        var best = CodePages.MaxBy(p => RussianScore.Of(p.Encoding.GetString(sample)));
        return new(best.Encoding.GetString(bytes), best.Name);
    }

    /// <summary>UTF-16 with or without its mark: in such a text nearly every second byte is 0 (Latin, digits, delimiters) or 4 (Cyrillic).</summary>
    internal static bool IsUtf16(ReadOnlySpan<byte> head, out bool bigEndian)
    {
        bigEndian = head.StartsWith([(byte)0xFE, (byte)0xFF]);
        if (bigEndian || head.StartsWith([(byte)0xFF, (byte)0xFE]))
        {
            return true;
        }

        var pairs = head.Length / 2;
        int even = 0, odd = 0;
        for (var i = 0; i < pairs * 2; i += 2)
        {
            even += head[i] is 0 or 4 ? 1 : 0;
            odd += head[i + 1] is 0 or 4 ? 1 : 0;
        }

        bigEndian = even > odd;
        return pairs >= 4 && Math.Max(even, odd) > pairs * 0.9;
    }

    /// <summary>Well-formed UTF-8, or nearly so: a stray byte in a long text (two files glued together) does not make it a code page.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        int good = 0, bad = 0;
        while (!bytes.IsEmpty)
        {
            var ascii = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
            {
                break;
            }

            bytes = bytes[ascii..];
            if (Rune.DecodeFromUtf8(bytes, out _, out var length) == System.Buffers.OperationStatus.Done)
            {
                good++;
            }
            else
            {
                bad++;
            }

            bytes = bytes[length..];
        }

        return bad == 0 || good > bad * 20;
    }

    private static (string Name, Encoding Encoding)[] MakeCodePages()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return [("windows-1251", Encoding.GetEncoding(1251)), ("ibm866", Encoding.GetEncoding(866)), ("koi8-r", Encoding.GetEncoding(20866))];
    }
}
