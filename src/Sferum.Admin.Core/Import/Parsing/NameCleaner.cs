using System.Text;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>What had to be mended in a name.</summary>
[Flags]
internal enum NameMends
{
    None = 0,
    Spaces = 1,
    LatinLetters = 2,
    LetterCase = 4,
    NameInBrackets = 8,
    CommentInName = 16,
    Initials = 32,
    NoPatronymicMark = 64,
    Formula = 128,
}

/// <summary>Takes a cell with a name to clean words: capitals, Cyrillic, one space; brackets and remarks dropped, initials with a dot.</summary>
internal sealed class NameCleaner
{
    private readonly List<string> _words = [];
    private readonly StringBuilder _buffer = new();

    public NameMends Mends { get; private set; }

    /// <summary>The clean words; valid until the next call. A cell of a formula or of a word of absence gives none.</summary>
    public List<string> Clean(string cell)
    {
        _words.Clear();
        Mends = NameMends.None;
        if (CellText.IsFormula(cell))
        {
            Mends = NameMends.Formula;
            return _words;
        }

        var text = CellText.Tidy(cell, out var spaces);
        if (spaces)
        {
            Mends |= NameMends.Spaces;
        }

        text = WithoutRemarks(WithoutHyphenSpaces(WithoutBrackets(text)));
        SplitWords(text);
        MendWords();
        return _words;
    }

    /// <summary>A capitalised word in brackets is a former surname; anything else in brackets is a remark.</summary>
    private string WithoutBrackets(string text)
    {
        var open = text.AsSpan().IndexOfAny('(', '[');
        while (open >= 0)
        {
            var close = text.AsSpan(open).IndexOfAny(')', ']');
            var end = close < 0 ? text.Length : open + close + 1;
            var inside = text.AsSpan(open + 1, (close < 0 ? end : end - 1) - open - 1).Trim();
            if (!inside.IsEmpty)
            {
                var isName = char.IsUpper(inside[0]) && inside.Length >= 2 && !inside.ContainsAny(' ', '.', ',') && !NameWords.IsComment(inside) && CellText.CountDigits(inside) == 0;
                Mends |= isName ? NameMends.NameInBrackets : NameMends.CommentInName;
            }

            text = $"{text.AsSpan(0, open).TrimEnd()} {text.AsSpan(end).TrimStart()}".Trim();
            open = text.AsSpan().IndexOfAny('(', '[');
        }

        return text;
    }

    /// <summary>«Климова - Ощепкова» is one double surname; « - академ» is a remark.</summary>
    private string WithoutHyphenSpaces(string text)
    {
        for (var hyphen = text.IndexOf('-'); hyphen >= 0; hyphen = text.IndexOf('-', hyphen + 1))
        {
            var left = hyphen > 0 && text[hyphen - 1] == ' ';
            var right = hyphen + 1 < text.Length && text[hyphen + 1] == ' ';
            if (!left && !right)
            {
                continue;
            }

            var after = text.AsSpan(hyphen + 1).Trim();
            if (after.IsEmpty || hyphen == 0)
            {
                // A dash in place of a patronymic stays for the parser; a dash in front is dropped as a bullet.
                continue;
            }

            if (IsRemark(FirstWord(after), hasCapitals: char.IsUpper(text[0])))
            {
                Mends |= NameMends.CommentInName;
                return text[..hyphen].TrimEnd();
            }

            Mends |= NameMends.Spaces;
            text = $"{text.AsSpan(0, hyphen).TrimEnd()}-{after}";
        }

        return text;
    }

    /// <summary>What follows a comma, a semicolon or a colon is a remark unless it is a name; numbering in front is dropped.</summary>
    private string WithoutRemarks(string text)
    {
        var start = 0;
        while (start < text.Length && (char.IsAsciiDigit(text[start]) || text[start] is '.' or ')' or '*' or ' '))
        {
            start++;
        }

        if (start > 0 && start < text.Length)
        {
            Mends |= NameMends.CommentInName;
            text = text[start..];
        }

        var mark = text.AsSpan().IndexOfAny(",;:/");
        while (mark >= 0)
        {
            var after = text.AsSpan(mark + 1).Trim();
            if (after.IsEmpty || IsRemark(FirstWord(after), hasCapitals: char.IsUpper(text[0])))
            {
                Mends |= after.IsEmpty ? NameMends.None : NameMends.CommentInName;
                return text[..mark].TrimEnd();
            }

            text = $"{text.AsSpan(0, mark).TrimEnd()} {after}";
            mark = text.AsSpan().IndexOfAny(",;:/");
        }

        return text;
    }

    /// <summary>Splits at spaces and after the dots of initials: «М.П.» is two words.</summary>
    private void SplitWords(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '.' && i + 1 < text.Length && text[i + 1] is not (' ' or '.'))
            {
                Add(text[start..(i + 1)]);
                start = i + 1;
            }
            else if (i == text.Length || text[i] == ' ')
            {
                Add(text[start..i]);
                start = i + 1;
            }
        }

        void Add(string word)
        {
            if (word.Length > 0)
            {
                _words.Add(word);
            }
        }
    }

    private void MendWords()
    {
        var hasCapitals = _words.Exists(w => char.IsUpper(w[0]));
        var kept = 0;
        for (var i = 0; i < _words.Count; i++)
        {
            var word = _words[i];
            if (NameWords.IsClean(word) && !NameWords.IsComment(word))
            {
                _words[kept++] = word;
                continue;
            }

            if (CellText.IsAbsent(word))
            {
                Mends |= NameMends.NoPatronymicMark;
                continue;
            }

            if (IsRemark(word, hasCapitals && !(i == 0 && _words.Count == 1)))
            {
                Mends |= NameMends.CommentInName;
                continue;
            }

            _words[kept++] = MendWord(word);
        }

        _words.RemoveRange(kept, _words.Count - kept);
    }

    private string MendWord(string word)
    {
        word = Lookalikes.ToCyrillic(word.TrimEnd('*', '!', '?'), out var latin);
        if (latin)
        {
            Mends |= NameMends.LatinLetters;
        }

        var bare = word.TrimEnd('.');
        if (bare.Length == 1)
        {
            Mends |= NameMends.Initials;
            return char.ToUpperInvariant(bare[0]) + ".";
        }

        var mended = InRightCase(bare);
        if (mended != bare)
        {
            Mends |= NameMends.LetterCase;
        }

        return mended;
    }

    /// <summary>First letters of the word and of its parts after hyphens capital, the rest small; «оглы» and the like small everywhere.</summary>
    private string InRightCase(string word)
    {
        if (NameWords.IsPatronymicParticle(word) || (NameWords.IsSurnameParticle(word) && char.IsLower(word[0])))
        {
            return word.ToLowerInvariant();
        }

        _buffer.Clear();
        var start = 0;
        while (start < word.Length)
        {
            var hyphen = word.IndexOf('-', start);
            var end = hyphen < 0 ? word.Length : hyphen;
            var part = word.AsSpan(start, end - start);
            var small = start > 0 && NameWords.IsPatronymicParticle(part);
            for (var i = 0; i < part.Length; i++)
            {
                var first = i == 0 || (part[i - 1] is '\'' or '’' && char.IsUpper(part[i]) && i == 2);
                _buffer.Append(first && !small ? char.ToUpperInvariant(part[i]) : char.ToLowerInvariant(part[i]));
            }

            if (hyphen >= 0)
            {
                _buffer.Append('-');
            }

            start = end + 1;
        }

        return _buffer.ToString();
    }

    /// <summary>A known word of remarks, a word with digits, or a small word beside capitalised ones.</summary>
    private static bool IsRemark(ReadOnlySpan<char> word, bool hasCapitals)
    {
        if (word.IsEmpty || CellText.IsAbsent(word))
        {
            return false;
        }

        if (NameWords.IsComment(word) || CellText.CountDigits(word) > 0)
        {
            return true;
        }

        return hasCapitals && char.IsLower(word[0]) && !NameWords.IsPatronymicParticle(word) && !NameWords.IsSurnameParticle(word);
    }

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> text) => text.IndexOf(' ') is var space and >= 0 ? text[..space] : text;
}
