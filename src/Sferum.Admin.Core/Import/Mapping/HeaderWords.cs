using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.Parents;

namespace Sferum.Admin.Core.Import.Mapping;

/// <summary>Whom a header names.</summary>
internal enum HeaderSubject
{
    None,
    Student,
    Representative,
    Employee,
}

/// <summary>What the words of a header say; the values below and the neighbours decide the rest.</summary>
/// <param name="Field">Null when no word is known.</param>
/// <param name="Kind">Who the representative is, by the words.</param>
/// <param name="Number">«родителя 2» → 2.</param>
internal readonly record struct HeaderReading(ColumnField? Field, HeaderSubject Subject, GuardianshipKind? Kind, int? Number);

/// <summary>
/// Reads headers by their words, Russian or English, whatever the spelling and order: «Дата рожд.», «birth_date», «Телефон матери»,
/// «фамилия_родителя1», «Мать (ФИО, телефон)».
/// </summary>
internal static class HeaderWords
{
    /// <summary>Longer texts are titles and sentences.</summary>
    private const int MaxLength = 90;
    private const int MaxWords = 9;

    public static HeaderReading Read(string header)
    {
        if (header.Length is 0 or > MaxLength)
        {
            return default;
        }

        var words = Words(header);
        if (words.Count is 0 or > MaxWords)
        {
            return header.AsSpan().Trim() is "№" or "#" ? new(ColumnField.RowNumber, HeaderSubject.None, null, null) : default;
        }

        var (subject, kind, number) = SubjectOf(words);
        return new(FieldOf(words, subject), subject, kind, number);
    }

    /// <summary>Lower-case words, ё as е, a digit at the end apart, camelCase and snake_case taken apart, look-alikes in Cyrillic.</summary>
    internal static List<string> Words(string header)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= header.Length; i++)
        {
            var ends = i == header.Length || !char.IsLetterOrDigit(header[i])
                || (i > start && (char.IsAsciiDigit(header[i]) != char.IsAsciiDigit(header[i - 1]) || (char.IsAsciiLetterUpper(header[i]) && char.IsAsciiLetterLower(header[i - 1]))));
            if (!ends)
            {
                continue;
            }

            if (i > start)
            {
                words.Add(Lookalikes.ToCyrillic(header[start..i], out _).ToLowerInvariant().Replace('ё', 'е'));
            }

            start = i < header.Length && char.IsLetterOrDigit(header[i]) ? i : i + 1;
        }

        return words;
    }

    private static (HeaderSubject Subject, GuardianshipKind? Kind, int? Number) SubjectOf(List<string> words)
    {
        GuardianshipKind? kind = null;
        foreach (var word in words)
        {
            if (KinWords.Of(word) is { } found && kind is null or GuardianshipKind.Other)
            {
                kind = found;
            }
        }

        if (kind is not null)
        {
            var number = words.Find(w => w is "1" or "2" or "3" or "4");
            return (HeaderSubject.Representative, kind == GuardianshipKind.Other ? null : kind, number is null ? null : number[0] - '0');
        }

        if (Has(words, "студент", "обучающ", "учащ", "ученик", "учениц", "ребен", "детей", "абитуриент", "student", "pupil", "child"))
        {
            return (HeaderSubject.Student, null, null);
        }

        return Has(words, "сотрудник", "работник", "преподавател", "педагог", "учител", "employee", "teacher", "staff") ? (HeaderSubject.Employee, null, null) : default;
    }

    private static ColumnField? FieldOf(List<string> words, HeaderSubject subject)
    {
        if (IsRowNumber(words))
        {
            return ColumnField.RowNumber;
        }

        if (Has(words, "примечан", "коммент", "заметк", "short", "место", "свидетельств", "паспорт", "сери", "enlisted", "здоровь", "подгрупп", "крови", "адрес", "прожив", "прописк", "гражданств", "нацио", "работы", "возраст", "подпись")
            && !Has(words, "почт", "mail", "электрон", "снилс"))
        {
            return ColumnField.Unused;
        }

        return Contacts(words, subject) ?? Dates(words) ?? Study(words, subject) ?? Names(words, subject);
    }

    private static ColumnField? Contacts(List<string> words, HeaderSubject subject)
    {
        var phone = Has(words, "тел", "моб", "сотов", "phone", "mobile", "контакт", "тлф");
        if (Has(words, "снилс", "snils") || (Has(words, "страхов") && Has(words, "номер", "свидетельств", "№")))
        {
            return ColumnField.Snils;
        }

        if (subject == HeaderSubject.Representative && phone && (Has(words, "фио", "фамил", "имя", "name", "данные") || HasInitials(words) || (Has(words, "контакт") && !Has(words, "тел", "номер", "phone"))))
        {
            return ColumnField.Contact;
        }

        if (Has(words, "mail", "email", "почт") || (Has(words, "электрон") && Has(words, "адрес")))
        {
            return ColumnField.Email;
        }

        return phone ? ColumnField.Phone : null;
    }

    private static ColumnField? Dates(List<string> words)
    {
        if (Has(words, "рожд", "birth", "dob") || words is ["др"] or ["д", "р"] or ["дата", "р"])
        {
            return ColumnField.BirthDate;
        }

        if (Has(words, "left", "отчислен", "выбыт", "увольнен"))
        {
            return Has(words, "приказ", "причин", "основан") ? ColumnField.Unused : ColumnField.LeftOn;
        }

        if (Has(words, "приказ"))
        {
            return Has(words, "дата") && !Has(words, "номер", "№", "n") && words.IndexOf("дата") <= 1 && !words.Contains("и") ? ColumnField.OrderDate : ColumnField.Order;
        }

        return Has(words, "зачислен", "поступлен", "прием") && Has(words, "дата", "год") ? ColumnField.Unused : null;
    }

    private static ColumnField? Study(List<string> words, HeaderSubject subject)
    {
        if (Has(words, "родств", "relation", "kinship") || (Has(words, "кем") && Has(words, "приход")) || (subject == HeaderSubject.Representative && Has(words, "степень", "статус", "тип", "кто")))
        {
            return ColumnField.Kind;
        }

        if (Has(words, "куратор", "классн") || (Has(words, "кл") && Has(words, "рук")) || (Has(words, "закреплен") && Has(words, "групп")))
        {
            return ColumnField.CuratorOf;
        }

        if (Has(words, "групп", "group") || Has(words, "class") && Has(words, "unit", "name") || words is ["class"] or ["класс"])
        {
            return ColumnField.Group;
        }

        if (Has(words, "форм", "mode"))
        {
            return Has(words, "оплат", "финанс") ? ColumnField.Unused : ColumnField.StudyMode;
        }

        if (Has(words, "специальн", "професси", "программ", "направлен", "speciality", "specialty", "program"))
        {
            return ColumnField.Program;
        }

        if (Has(words, "курс", "course", "параллел"))
        {
            return ColumnField.CourseYear;
        }

        if (Has(words, "статус", "состояни", "status", "state"))
        {
            return ColumnField.Status;
        }

        if (Has(words, "должност", "position"))
        {
            return ColumnField.Position;
        }

        if (Has(words, "отделени", "отдел", "подраздел", "кафедр", "пцк", "department") || Has(words, "цикл") && Has(words, "комисси"))
        {
            return ColumnField.Department;
        }

        if (Has(words, "пол", "sex", "gender", "основа", "бюджет", "финанс", "база", "базе", "образован", "язык") && subject == HeaderSubject.None)
        {
            return ColumnField.Unused;
        }

        return words is ["id"] or ["ид"] or ["код"] or ["guid"] or ["uid"] || Has(words, "id", "ид", "код", "табельн", "зачетн", "внешн", "лицев") && !Has(words, "подразд") ? ColumnField.ExternalId : null;
    }

    private static ColumnField? Names(List<string> words, HeaderSubject subject)
    {
        var last = Has(words, "фамил", "surname") || (Has(words, "last", "family") && Has(words, "name")) || words.Contains("lastname");
        var first = words.Contains("имя") || words.Contains("имени") || (Has(words, "first", "given") && Has(words, "name")) || words.Contains("firstname");
        var patronymic = Has(words, "отчеств", "patronymic", "middlename") || (Has(words, "middle", "sir", "second") && Has(words, "name"));
        if ((last ? 1 : 0) + (first ? 1 : 0) + (patronymic ? 1 : 0) > 1 || Has(words, "фио", "fio", "fullname") || HasInitials(words) || (Has(words, "full", "user") && Has(words, "name")))
        {
            return ColumnField.FullName;
        }

        if (last)
        {
            return ColumnField.LastName;
        }

        if (first || patronymic)
        {
            return first ? ColumnField.FirstName : ColumnField.Patronymic;
        }

        if (words is ["name"] or ["физическое", "лицо"] or ["физлицо"])
        {
            return ColumnField.FullName;
        }

        // «Мать», «Законный представитель», «Студент»: nothing but the subject, so the column holds its name.
        return subject != HeaderSubject.None && words.All(w => IsSubjectWord(w) || w.Length <= 2) ? ColumnField.FullName : null;
    }

    private static bool IsSubjectWord(string word) =>
        KinWords.Of(word) is not null || IsOf(word, ["студент", "обучающ", "учащ", "ученик", "учениц", "ребен", "абитуриент", "сотрудник", "работник", "преподавател", "педагог", "педагогическ", "учител", "или", "лицо", "student", "employee", "teacher"]);

    private static bool IsRowNumber(List<string> words) =>
        words is ["n"] or ["no"] or ["п", "п"] or ["пп"] or ["n", "п", "п"] or ["n", "пп"] or ["номер"] or ["номер", "по", "порядку"] or ["порядковый", "номер"] or ["np", "п"];

    /// <summary>«Ф.И.О.», «Ф И О», «ФИ».</summary>
    private static bool HasInitials(List<string> words)
    {
        var at = words.IndexOf("ф");
        return (at >= 0 && at + 1 < words.Count && words[at + 1] == "и") || words.Contains("фи");
    }

    private static bool Has(List<string> words, params ReadOnlySpan<string> stems)
    {
        foreach (var word in words)
        {
            if (IsOf(word, stems))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A short stem must be the whole word.</summary>
    private static bool IsOf(string word, ReadOnlySpan<string> stems)
    {
        foreach (var stem in stems)
        {
            if (stem.Length <= 3 && stem is not ("тел" or "моб") ? word == stem : word.StartsWith(stem, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
