using Sferum.Admin.Core.Parents;

namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>Words of kinship and guardianship.</summary>
internal static class KinWords
{
    /// <summary>Short words in full: their beginnings begin surnames too (Мамаев, Отцов, Братцев).</summary>
    private static readonly (string Word, GuardianshipKind Kind)[] Words =
    [
        ("мать", GuardianshipKind.Mother), ("матери", GuardianshipKind.Mother), ("матерью", GuardianshipKind.Mother), ("мама", GuardianshipKind.Mother), ("мамы", GuardianshipKind.Mother),
        ("маме", GuardianshipKind.Mother), ("мамин", GuardianshipKind.Mother), ("mother", GuardianshipKind.Mother),
        ("отец", GuardianshipKind.Father), ("отца", GuardianshipKind.Father), ("отцу", GuardianshipKind.Father), ("отцом", GuardianshipKind.Father), ("папа", GuardianshipKind.Father),
        ("папы", GuardianshipKind.Father), ("папе", GuardianshipKind.Father), ("папин", GuardianshipKind.Father), ("father", GuardianshipKind.Father),
        ("брат", GuardianshipKind.Other), ("сестра", GuardianshipKind.Other), ("тетя", GuardianshipKind.Other), ("тётя", GuardianshipKind.Other), ("дядя", GuardianshipKind.Other),
        ("дед", GuardianshipKind.Other), ("отчим", GuardianshipKind.Other), ("мачеха", GuardianshipKind.Other),
    ];

    private static readonly (string Stem, GuardianshipKind Kind)[] Stems =
    [
        ("опекун", GuardianshipKind.Guardian), ("guardian", GuardianshipKind.Guardian), ("приемн", GuardianshipKind.Guardian), ("приёмн", GuardianshipKind.Guardian),
        ("попечит", GuardianshipKind.Trustee),
        ("бабушк", GuardianshipKind.Other), ("дедушк", GuardianshipKind.Other), ("родител", GuardianshipKind.Other), ("представит", GuardianshipKind.Other),
        ("законн", GuardianshipKind.Other), ("родственн", GuardianshipKind.Other), ("parent", GuardianshipKind.Other), ("representative", GuardianshipKind.Other),
    ];

    /// <summary>Who a word names, in any case, or null when it is no word of kinship.</summary>
    public static GuardianshipKind? Of(ReadOnlySpan<char> word)
    {
        foreach (var (known, kind) in Words)
        {
            if (word.Length == known.Length && word.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        foreach (var (stem, kind) in Stems)
        {
            if (word.StartsWith(stem, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        return null;
    }

    /// <summary>The first telling word of kinship in a text: «законный представитель (мать)» is the mother.</summary>
    public static GuardianshipKind? Find(ReadOnlySpan<char> text)
    {
        GuardianshipKind? found = null;
        foreach (var range in text.SplitAny(" ,;:.-–—()/\n\u00A0"))
        {
            if (found is null or GuardianshipKind.Other && Of(text[range]) is { } kind)
            {
                found = kind;
            }
        }

        return found;
    }

    /// <summary>Mother or father by the patronymic, for «родитель»; a guess that only labels.</summary>
    public static GuardianshipKind ParentBySex(string? patronymic)
    {
        if (patronymic is null)
        {
            return GuardianshipKind.Other;
        }

        return patronymic.EndsWith("на", StringComparison.Ordinal) || patronymic.EndsWith("кызы", StringComparison.Ordinal) ? GuardianshipKind.Mother
            : patronymic.EndsWith('ч') || patronymic.EndsWith("оглы", StringComparison.Ordinal) || patronymic.EndsWith("угли", StringComparison.Ordinal) ? GuardianshipKind.Father
            : GuardianshipKind.Other;
    }
}
