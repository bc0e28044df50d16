using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.People;

/// <summary>What a person typed to find somebody: the beginnings of words of a name, in any order, and digits of a phone.</summary>
/// <param name="Words">For each word its spellings, as search keys: as typed, and with Latin look-alikes read as Cyrillic.</param>
/// <param name="Phone">Digits of a phone without the country's 7 or 8 in front of a whole number; empty when none was typed.</param>
public sealed record PeopleSearch(IReadOnlyList<IReadOnlyList<string>> Words, string Phone)
{
    /// <summary>Longest text taken; the rest is cut off.</summary>
    public const int MaxLength = 100;

    /// <summary>More words than a name has do not narrow the search.</summary>
    private const int MaxWords = 6;

    private const int RussianDigits = 10;

    public bool IsEmpty => Words.Count == 0 && Phone.Length == 0;

    /// <summary>Takes the text apart. «Деменева юлия», «Ю. И. Деменева», «+7 902 123-45-67», «41-07» and mixtures are understood. Pure.</summary>
    public static PeopleSearch Parse(string? text)
    {
        var words = new List<IReadOnlyList<string>>();
        var phone = "";
        var typed = (text ?? "").Trim();
        foreach (var word in typed[..Math.Min(typed.Length, MaxLength)].Split([' ', ',', ';', '.', '\u00A0', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Any(char.IsAsciiDigit) && !word.Any(char.IsLetter))
            {
                phone += string.Concat(word.Where(char.IsAsciiDigit));
            }
            else if (word.Any(char.IsLetter) && words.Count < MaxWords)
            {
                words.Add(Spellings(word));
            }
        }

        var isWhole = phone.Length == RussianDigits + 1 && phone[0] is '7' or '8';
        return new PeopleSearch(words, isWhole ? phone[1..] : phone);
    }

    /// <summary>Narrows people to those found, by their current name and a phone in force.</summary>
    public IQueryable<Person> Apply(IQueryable<Person> people, AppDbContext db, DateOnly today)
    {
        foreach (var word in Words)
        {
            // A word of the name begins after a space or a dash; the name itself is given one to begin with.
            var (space, dash) = (" " + word[0], "-" + word[0]);
            if (word.Count == 1)
            {
                people = people.Where(p => (" " + p.SearchKey).Contains(space) || p.SearchKey.Contains(dash));
            }
            else
            {
                var (otherSpace, otherDash) = (" " + word[1], "-" + word[1]);
                people = people.Where(p => (" " + p.SearchKey).Contains(space) || p.SearchKey.Contains(dash)
                    || (" " + p.SearchKey).Contains(otherSpace) || p.SearchKey.Contains(otherDash));
            }
        }

        if (Phone.Length == 0)
        {
            return people;
        }

        var phones = db.PersonContacts.InForce(today).Where(c => c.Kind == ContactKind.Phone);
        // A whole number is looked up in the index; a piece of one is not.
        var whole = "+7" + Phone;
        phones = Phone.Length == RussianDigits ? phones.Where(c => c.Value == whole) : phones.Where(c => c.Value.Contains(Phone));
        var owners = phones.Select(c => c.PersonId);
        return people.Where(p => owners.Contains(p.Id));
    }

    private static IReadOnlyList<string> Spellings(string word)
    {
        var key = RussianText.SearchKey(word);
        var cyrillic = RussianText.SearchKey(Lookalikes.ToCyrillic(word, out var changed));
        return changed && cyrillic != key ? [key, cyrillic] : [key];
    }
}
