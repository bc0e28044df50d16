namespace Sferum.Admin.Core.Live;

/// <summary>Who is where, as a line of text for other nodes: «node|+ or -|pairs», ids only. Pure.</summary>
internal static class PresenceLine
{
    /// <summary>Pairs of 32 bytes in a notification of <see cref="LiveMessage.MostBytes"/>.</summary>
    public const int MostPairs = 180;

    public static string Write(Guid node, bool isHere, IEnumerable<(Guid Place, Guid User)> pairs) =>
        $"{node:N}|{(isHere ? '+' : '-')}|{Convert.ToBase64String([.. pairs.SelectMany(p => (byte[])[.. p.Place.ToByteArray(), .. p.User.ToByteArray()])])}";

    /// <summary><see langword="null"/> for what is no such line.</summary>
    public static (Guid Node, bool IsHere, IReadOnlyList<(Guid Place, Guid User)> Pairs)? Read(string line)
    {
        if (line.Split('|') is not [var nodeText, "+" or "-", var text] || !Guid.TryParseExact(nodeText, "N", out var node))
        {
            return null;
        }

        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length % 32 != 0)
        {
            return null;
        }

        return (node, line[33] == '+', [.. Enumerable.Range(0, length / 32).Select(i => (new Guid(bytes.AsSpan(i * 32, 16)), new Guid(bytes.AsSpan((i * 32) + 16, 16))))]);
    }
}
