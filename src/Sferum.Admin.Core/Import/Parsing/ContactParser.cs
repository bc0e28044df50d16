using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Parents;

namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>A piece of a cell that speaks of one representative: a name, phones and a word of kinship, mixed in any order.</summary>
internal readonly record struct ContactPiece(string Name, string Phones, GuardianshipKind? Kind);

/// <summary>Takes apart cells such as «Иванова Анна Петровна, 8-902-…» and «мать: … 8902…; отец: … 8912…».</summary>
internal static class ContactParser
{
    private static readonly string[] OrganizationWords = ["гку", "гбу", "мбу", "мку", "гоу", "кгбу", "гаусо", "гбусо", "ооо", "дом", "центр", "учреждение", "опеки", "интернат", "школа", "приют", "организация", "орган"];

    /// <summary>Whether a cell names an organisation and not a person.</summary>
    public static bool IsOrganization(string text)
    {
        if (text.AsSpan().ContainsAny('«', '"'))
        {
            return true;
        }

        foreach (var range in text.AsSpan().Split(' '))
        {
            var word = text.AsSpan()[range];
            foreach (var sign in OrganizationWords)
            {
                if (word.Equals(sign, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>A plain name needs no taking apart.</summary>
    public static bool IsPlain(string text) => !text.AsSpan().ContainsAnyInRange('0', '9') && !text.AsSpan().ContainsAny(",;:/\n") && !HasKinWord(text);

    /// <summary>Pieces by person: a word of kinship, a line break or a semicolon after a phone begins the next one.</summary>
    public static List<ContactPiece> Split(string text)
    {
        var pieces = new List<ContactPiece>();
        var name = new System.Text.StringBuilder();
        var phones = new System.Text.StringBuilder();
        GuardianshipKind? kind = null;
        var endsWithPhone = false;
        foreach (var token in Tokens(text))
        {
            var word = token.AsSpan().Trim(" ,;:.-–—()/".AsSpan());
            var found = KinWords.Of(word);
            var startsNext = found is not null ? name.Length > 0 || phones.Length > 0 : endsWithPhone && IsNameWord(word);
            if (startsNext && name.Length > 0)
            {
                Close();
            }

            if (found is not null)
            {
                kind ??= found;
            }
            else if (token.AsSpan().ContainsAnyInRange('0', '9') || (phones.Length > 0 && word.Length == 0) || IsPhoneWord(word))
            {
                phones.Append(token).Append(' ');
                endsWithPhone = true;
            }
            else
            {
                name.Append(token).Append(' ');
                endsWithPhone = false;
            }
        }

        Close();
        return pieces;

        void Close()
        {
            var clean = name.ToString().Trim(' ', ',', ';', ':', '-', '–', '—', '/', '(', ')');
            if (clean.Length > 0 || phones.Length > 0)
            {
                pieces.Add(new(clean, phones.ToString().Trim(), kind));
            }

            name.Clear();
            phones.Clear();
            kind = null;
            endsWithPhone = false;
        }
    }

    /// <summary>Words between spaces and line breaks; a mark that ends a person stays with its word.</summary>
    private static string[] Tokens(string text) => text.Split([' ', '\n', '\r', '\t', '\u00A0'], StringSplitOptions.RemoveEmptyEntries);

    private static bool IsNameWord(ReadOnlySpan<char> word) => word.Length >= 2 && char.IsUpper(word[0]) && Lookalikes.IsCyrillic(word[0]) && !IsPhoneWord(word);

    private static bool IsPhoneWord(ReadOnlySpan<char> word) =>
        word.StartsWith("тел", StringComparison.OrdinalIgnoreCase) && word.Length <= 7 || word.StartsWith("моб", StringComparison.OrdinalIgnoreCase) && word.Length <= 9 || word.StartsWith("раб", StringComparison.OrdinalIgnoreCase) && word.Length <= 7
        || word.StartsWith("доб", StringComparison.OrdinalIgnoreCase) && word.Length == 3 || word.StartsWith("сот", StringComparison.OrdinalIgnoreCase) && word.Length <= 7;

    private static bool HasKinWord(string text)
    {
        foreach (var range in text.AsSpan().SplitAny(" ()"))
        {
            var word = text.AsSpan()[range];
            if (KinWords.Of(word) is not null)
            {
                return true;
            }
        }

        return false;
    }
}
