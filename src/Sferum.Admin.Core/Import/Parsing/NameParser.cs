using Sferum.Admin.Core.Import.Reading;

namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>A name taken apart. Nothing is invented: what a cell does not hold is null.</summary>
internal readonly record struct ParsedName(string? LastName, string? FirstName, string? Patronymic, NameMends Mends);

/// <summary>Which part of a name a column holds.</summary>
internal enum NamePart
{
    LastName,
    FirstName,
    Patronymic,
}

/// <summary>
/// Reads names: a column a part, or the whole in one cell, where the first word is the surname, the last one (or two with «оглы») with a
/// patronymic's ending the patronymic, and what stands between the first name. Not safe for several threads: one per file.
/// </summary>
internal sealed class NameParser
{
    private const int MaxLength = 100;

    private readonly NameCleaner _cleaner = new();
    private readonly StringPool _pool = new();

    /// <summary>One part in a column of its own; null for an empty cell, a word of absence, a formula.</summary>
    public string? ParsePart(string cell, NamePart part, out NameMends mends)
    {
        mends = NameMends.None;
        if (cell.Length == 0)
        {
            return null;
        }

        if (CellText.IsAbsent(cell))
        {
            mends = part == NamePart.Patronymic ? NameMends.NoPatronymicMark : NameMends.None;
            return null;
        }

        if (NameWords.IsClean(cell) && !NameWords.IsComment(cell))
        {
            return cell;
        }

        var words = _cleaner.Clean(cell);
        mends = _cleaner.Mends;
        if (part != NamePart.Patronymic)
        {
            mends &= ~NameMends.NoPatronymicMark;
        }

        return Join(words, 0, words.Count);
    }

    /// <summary>The whole name in one cell.</summary>
    public ParsedName ParseFull(string cell)
    {
        if (cell.Length == 0 || CellText.IsAbsent(cell))
        {
            return default;
        }

        if (ParseClean(cell) is { } clean)
        {
            return clean;
        }

        var words = _cleaner.Clean(cell);
        var mends = _cleaner.Mends;
        if (words.Count == 0)
        {
            return new(null, null, null, mends);
        }

        SplitGluedInitials(words);
        var patronymic = PatronymicLength(words);
        if (mends.HasFlag(NameMends.Initials) && patronymic == 0 && words.Count == 3 && words[2].EndsWith('.'))
        {
            patronymic = 1;
        }

        var first = words.Count - patronymic;
        return new(Join(words, 0, 1), Join(words, 1, first), Join(words, first, words.Count), mends);
    }

    /// <summary>Two or three clean words, as nearly all rows have: no cleaning, parts from the pool.</summary>
    private ParsedName? ParseClean(string cell)
    {
        var text = cell.AsSpan();
        var firstSpace = text.IndexOf(' ');
        if (firstSpace < 0)
        {
            return null;
        }

        var last = text[..firstSpace];
        var rest = text[(firstSpace + 1)..];
        var secondSpace = rest.IndexOf(' ');
        var first = secondSpace < 0 ? rest : rest[..secondSpace];
        var patronymic = secondSpace < 0 ? default : rest[(secondSpace + 1)..];
        if (!IsPlain(last) || !IsPlain(first) || (secondSpace >= 0 && !(IsPlain(patronymic) && NameWords.IsPatronymic(patronymic))))
        {
            return null;
        }

        return new(_pool.Get(last), _pool.Get(first), secondSpace < 0 ? null : _pool.Get(patronymic), NameMends.None);
    }

    private static bool IsPlain(ReadOnlySpan<char> word) => NameWords.IsClean(word) && !NameWords.IsComment(word) && !CellText.IsAbsent(word);

    /// <summary>«ИвановИ.П.» came out as two words already; «М.П» without the last dot becomes «М.», «П.».</summary>
    private static void SplitGluedInitials(List<string> words)
    {
        if (words.Count == 2 && words[0].EndsWith('.') && !words[1].EndsWith('.'))
        {
            words.Reverse();
        }
        else if (words.Count == 3 && words[0].EndsWith('.') && words[1].EndsWith('.') && !words[2].EndsWith('.'))
        {
            // «И. П. Иванов».
            words.Insert(0, words[2]);
            words.RemoveAt(3);
        }
    }

    /// <summary>How many words at the end are the patronymic.</summary>
    private static int PatronymicLength(List<string> words)
    {
        if (words.Count >= 4 && NameWords.IsPatronymicParticle(words[^1]))
        {
            return 2;
        }

        return words.Count >= 3 && NameWords.IsPatronymic(words[^1]) ? 1 : 0;
    }

    private string? Join(List<string> words, int from, int to)
    {
        var name = (to - from) switch
        {
            <= 0 => null,
            1 => words[from],
            _ => _pool.Get(string.Join(' ', words.GetRange(from, to - from))),
        };
        // A text of this length is a sentence that strayed into the column.
        return name?.Length > MaxLength ? null : name;
    }
}
