using System.Globalization;
using System.Text;
using Person = Sferum.Admin.Core.People.Person;

namespace Sferum.Admin.Simulator.College;

/// <summary>Latin letters for invented e-mails.</summary>
internal static class Translit
{
    private const string Letters = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";

    private static readonly string[] Latin =
        ["a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"];

    /// <summary>«permyakova.e4@mail.example»: a reserved domain, nobody's address.</summary>
    public static string Mailbox(Person person, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Of(person.LastName)}.{Of(person.FirstName[..1])}{number}@mail.example");

    public static string Of(string text)
    {
        var result = new StringBuilder(text.Length * 2);
        foreach (var c in text.ToLowerInvariant())
        {
            var index = Letters.IndexOf(c, StringComparison.Ordinal);
            result.Append(index >= 0 ? Latin[index] : c == '-' ? "-" : "");
        }

        return result.ToString();
    }
}
