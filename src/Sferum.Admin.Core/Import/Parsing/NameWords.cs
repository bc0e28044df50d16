namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>What single words of a name are, by their endings and by short lists.</summary>
internal static class NameWords
{
    /// <summary>Parts of a patronymic of the Turkic peoples; written small, also after a hyphen.</summary>
    private static readonly string[] PatronymicParticles = ["оглы", "оглу", "кызы", "гызы", "кизи", "угли", "улы", "уулу", "заде"];

    /// <summary>Particles of surnames, written small as they came.</summary>
    private static readonly string[] SurnameParticles = ["фон", "де", "да", "дер", "ди", "ла", "ле", "ван", "эль", "аль", "ибн", "бин", "бей", "ас"];

    private static readonly string[] PatronymicEndings = ["ович", "евич", "ввич", "ьич", "мич", "нич", "кич", "тич", "сич", "овна", "евна", "ична", "инична"];

    private static readonly string[] SurnameEndings =
        ["ов", "ев", "ин", "ын", "ова", "ева", "ина", "ына", "ский", "цкий", "ская", "цкая", "ной", "ный", "ная", "ый", "ая", "енко", "ко", "юк", "ук", "ак", "як", "ик", "ых", "их", "ян", "янц", "дзе", "швили", "иа", "ман", "берг", "штейн", "ер", "ень", "ец"];

    /// <summary>Remarks that stand beside names in lists, in any case. None of them is a surname; small words beside capitalised ones need no list.</summary>
    private static readonly string[] Comments =
        ["академ", "акад", "академотпуск", "академический", "отпуск", "староста", "общежитие", "общ", "инвалид", "отчислен", "отчислена", "переведен", "переведена", "переведён", "выбыл", "выбыла", "декрет", "договор", "бюджет", "платно", "внебюджет", "овз", "иностранец", "профорг", "студент", "студентка", "заочно", "очно", "восстановлен", "восстановлена"];

    /// <summary>A patronymic by its ending: «Петрович», «Ильинична», «Ильич», or one with «оглы» after a hyphen.</summary>
    public static bool IsPatronymic(ReadOnlySpan<char> word)
    {
        if (word.Length < 4)
        {
            return false;
        }

        foreach (var ending in PatronymicEndings)
        {
            if (EndsWith(word, ending))
            {
                return true;
            }
        }

        return word.LastIndexOf('-') is var hyphen and > 0 && IsPatronymicParticle(word[(hyphen + 1)..]);
    }

    public static bool IsPatronymicParticle(ReadOnlySpan<char> word) => IsOneOf(word, PatronymicParticles);

    public static bool IsSurnameParticle(ReadOnlySpan<char> word) => IsOneOf(word, SurnameParticles);

    public static bool IsComment(ReadOnlySpan<char> word) => IsOneOf(word.TrimEnd('.'), Comments);

    /// <summary>How much a word looks like a surname: 2 by its ending, −2 for a patronymic, −1 for a known first name, else 0.</summary>
    public static int SurnameLikeness(ReadOnlySpan<char> word)
    {
        if (IsPatronymic(word))
        {
            return -2;
        }

        if (FirstNames.Contains(word))
        {
            return -1;
        }

        foreach (var ending in SurnameEndings)
        {
            if (EndsWith(word, ending))
            {
                return 2;
            }
        }

        return 0;
    }

    /// <summary>A Cyrillic word that begins with a capital and goes on small: nothing to mend.</summary>
    public static bool IsClean(ReadOnlySpan<char> word)
    {
        if (word.Length < 2 || word[0] is not ((>= 'А' and <= 'Я') or 'Ё'))
        {
            return false;
        }

        foreach (var c in word[1..])
        {
            if (c is not ((>= 'а' and <= 'я') or 'ё'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Compares endings with ё as е.</summary>
    private static bool EndsWith(ReadOnlySpan<char> word, string ending)
    {
        if (word.Length <= ending.Length)
        {
            return false;
        }

        var tail = word[^ending.Length..];
        for (var i = 0; i < ending.Length; i++)
        {
            var c = char.ToLowerInvariant(tail[i]);
            if ((c == 'ё' ? 'е' : c) != ending[i])
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOneOf(ReadOnlySpan<char> word, string[] words)
    {
        foreach (var candidate in words)
        {
            if (word.Equals(candidate, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
