using F23.StringSimilarity;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Journal.Binding;

/// <summary>How alike two names are, from nothing to equal.</summary>
internal enum NameMatch
{
    None,

    /// <summary>A letter or two.</summary>
    Misspelt,
    SurnameDiffers,
    PatronymicDiffers,
    PatronymicMissing,
    Equal,
}

/// <summary>A name in search keys, taken apart.</summary>
/// <param name="Key">The whole.</param>
/// <param name="Yo">How many letters ё it has: the key has none.</param>
/// <param name="HadLatin">Latin letters were read as the Cyrillic ones that they look like.</param>
internal sealed record NameParts(string Key, string LastName, string FirstName, string? Patronymic, int Yo, bool HadLatin)
{
    /// <summary>A name of the journal: surname, first name, and all that follows is the patronymic («Мамед оглы»).</summary>
    public static NameParts Read(string name)
    {
        var hadLatin = false;
        var words = name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = Lookalikes.ToCyrillic(words[i], out var changed);
            hadLatin |= changed;
        }

        var key = RussianText.SearchKey(string.Join(' ', words));
        var parts = key.Split(' ', 3);
        return new NameParts(key, parts[0], parts.Length > 1 ? parts[1] : "", parts.Length > 2 ? parts[2] : null, CountYo(name), hadLatin);
    }

    public static NameParts Of(RegisterPerson person) => new(
        RussianText.SearchKey(person.FullName),
        RussianText.SearchKey(person.LastName),
        RussianText.SearchKey(person.FirstName),
        person.Patronymic is null ? null : RussianText.SearchKey(person.Patronymic),
        CountYo(person.FullName),
        false);

    private static int CountYo(string name) => name.Normalize().Count(c => c is 'ё' or 'Ё');
}

/// <summary>Compares names. Pure.</summary>
internal static class NameLikeness
{
    /// <summary>Insertions, deletions, replacements and swaps of neighbours.</summary>
    private const int MaxMisspelt = 2;

    private static readonly Damerau Distance = new();

    public static NameMatch Compare(NameParts outside, NameParts ours)
    {
        if (outside.Key == ours.Key)
        {
            return NameMatch.Equal;
        }

        var (last, first) = (outside.LastName == ours.LastName, outside.FirstName == ours.FirstName);
        if (last && first && (outside.Patronymic is null || ours.Patronymic is null))
        {
            return NameMatch.PatronymicMissing;
        }

        if (IsMisspelt(outside.Key, ours.Key))
        {
            return NameMatch.Misspelt;
        }

        return (last, first) switch
        {
            (true, true) => NameMatch.PatronymicDiffers,
            (false, true) when ours.Patronymic is not null && outside.Patronymic == ours.Patronymic => NameMatch.SurnameDiffers,
            _ => NameMatch.None,
        };
    }

    /// <summary>The sign that a match is shown by.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No match has no sign.</exception>
    public static BindingEvidence Evidence(NameMatch match, NameParts outside, NameParts ours) => match switch
    {
        NameMatch.Equal when outside.HadLatin => BindingEvidence.NameEqualButLatin,
        NameMatch.Equal => outside.Yo == ours.Yo ? BindingEvidence.NameEqual : BindingEvidence.NameEqualButYo,
        NameMatch.PatronymicMissing => BindingEvidence.PatronymicMissing,
        NameMatch.PatronymicDiffers => BindingEvidence.PatronymicDiffers,
        NameMatch.SurnameDiffers => BindingEvidence.SurnameDiffers,
        NameMatch.Misspelt => BindingEvidence.NameMisspelt,
        _ => throw new ArgumentOutOfRangeException(nameof(match), match, "No match has no sign."),
    };

    private static bool IsMisspelt(string one, string other) => Math.Abs(one.Length - other.Length) <= MaxMisspelt && Distance.Distance(one, other) <= MaxMisspelt;
}
