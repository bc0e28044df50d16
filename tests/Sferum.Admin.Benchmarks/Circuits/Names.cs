using System.Collections.Concurrent;
using System.Text;

namespace Sferum.Admin.Benchmarks.Circuits;

/// <summary>One string for each name that batches repeat.</summary>
internal static class Names
{
    private const int Longest = 64;
    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> ByText = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    public static string Of(ReadOnlySpan<byte> utf8)
    {
        Span<char> text = stackalloc char[Longest];
        if (utf8.Length > Longest)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        var length = Encoding.UTF8.GetChars(utf8, text);
        if (!ByText.TryGetValue(text[..length], out var name))
        {
            name = Known.GetOrAdd(new string(text[..length]), made => made);
        }

        return name;
    }
}
