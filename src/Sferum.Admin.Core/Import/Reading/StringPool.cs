namespace Sferum.Admin.Core.Import.Reading;

/// <summary>One string for each text, found by its characters: a roster repeats groups, first names and patronymics thousands of times.</summary>
internal sealed class StringPool
{
    /// <summary>Long texts hardly ever repeat.</summary>
    private const int MaxPooledLength = 40;

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public StringPool() => _lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Get(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return "";
        }

        if (text.Length > MaxPooledLength)
        {
            return text.ToString();
        }

        if (!_lookup.TryGetValue(text, out var known))
        {
            known = text.ToString();
            _known.Add(known);
        }

        return known;
    }
}
