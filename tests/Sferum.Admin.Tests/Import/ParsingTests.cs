using CsCheck;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.Import.Reading;

namespace Sferum.Admin.Tests.Import;

public sealed class ParsingTests
{
    [Theory]
    [InlineData("Лыков Егор Саввич", "Лыков|Егор|Саввич", "")]
    [InlineData("ЛЫКОВ ЕГОР САВВИЧ", "Лыков|Егор|Саввич", "letter-case")]
    [InlineData("лыков егор саввич", "Лыков|Егор|Саввич", "letter-case")]
    [InlineData(" Лыков  Егор\u00A0Саввич ", "Лыков|Егор|Саввич", "spaces")]
    [InlineData("Лыкoв Eгop Саввич", "Лыков|Егор|Саввич", "latin-letters")]
    [InlineData("Лыков-Щукин Егор", "Лыков-Щукин|Егор|", "")]
    [InlineData("ЛЫКОВА – ЩУКИНА Анна", "Лыкова-Щукина|Анна|", "letter-case spaces")]
    [InlineData("Лыкова (Щукина) Анна Ильинична", "Лыкова|Анна|Ильинична", "name-in-brackets")]
    [InlineData("Лыкова Анна (староста)", "Лыкова|Анна|", "comment-in-name")]
    [InlineData("Лыкова Анна Ильинична, общежитие", "Лыкова|Анна|Ильинична", "comment-in-name")]
    [InlineData("Лыкова Анна Ильинична - академ", "Лыкова|Анна|Ильинична", "comment-in-name")]
    [InlineData("Лыкова Анна -", "Лыкова|Анна|", "no-patronymic-mark")]
    [InlineData("Ким Анна нет", "Ким|Анна|", "no-patronymic-mark")]
    [InlineData("Алиев Турал Вели оглы", "Алиев|Турал|Вели оглы", "")]
    [InlineData("АЛИЕВА НАРГИЗ ВЕЛИ КЫЗЫ", "Алиева|Наргиз|Вели кызы", "letter-case")]
    [InlineData("Алиев Турал Вели-Оглы", "Алиев|Турал|Вели-оглы", "letter-case")]
    [InlineData("Шульц Анна Луиза Карловна", "Шульц|Анна Луиза|Карловна", "")]
    [InlineData("Лыкова А.И.", "Лыкова|А.|И.", "initials")]
    [InlineData("Лыкова А. И.", "Лыкова|А.|И.", "initials")]
    [InlineData("А.И. Лыкова", "Лыкова|А.|И.", "initials")]
    [InlineData("Д'Арк Жанна", "Д'Арк|Жанна|", "")]
    public void WholeName_WithAnyDirt_IsTakenApart(string cell, string name, string codes)
    {
        var person = One($"\"{cell}\"");
        person.FullName().Should().Be(name);
        person.Codes().Where(c => c is not IssueCodes.MissingBirthDate).Order().Should().Equal(codes.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("Старостин")]
    [InlineData("Сирота")]
    [InlineData("Замятин")]
    [InlineData("Мамаев")]
    [InlineData("Братцев")]
    [InlineData("Нетунахин")]
    [InlineData("Директоров")]
    public void Surname_LikeAWordOfRemarks_StaysASurname(string surname)
    {
        var person = One($"{surname} Егор Саввич");
        person.FullName().Should().Be($"{surname}|Егор|Саввич");
        person.IsRejected.Should().BeFalse();
    }

    [Theory]
    [InlineData("Лыков", "lastName")]
    [InlineData("=1+1", "fullName")]
    public void Name_Incomplete_RejectsTheRow(string cell, string field)
    {
        var person = One(cell);
        person.Has(IssueCodes.MissingName).Should().BeTrue();
        person.IsRejected.Should().BeTrue();
        (cell[0] != '=' || person.Issues.Contains(new RosterIssue(IssueCodes.Formula, field))).Should().BeTrue();
    }

    [Fact]
    public void Name_SpoiltInCaseSpacesAndLetters_ComesOutTheSame()
    {
        var words = OneOf("Лыков", "Щукина", "Ёлкин", "Абрамович", "Королёва");
        var spoil = Gen.Select(words, OneOf("Егор", "Аглая", "Савва"), OneOf("Ильич", "Ефимовна", "Петрович"), Gen.Int[0, 3], Gen.Int[0, 3]);
        spoil.Sample(x =>
        {
            var (last, first, patronymic, how, spaces) = x;
            var text = $"{new string(' ', spaces)}{last}{new string(' ', spaces + 1)}{first} {patronymic}";
            text = how switch { 0 => text.ToUpperInvariant(), 1 => text.ToLowerInvariant(), 2 => text.Replace('о', 'o').Replace('а', 'a'), _ => text };
            One($"\"{text}\"").FullName().Should().Be($"{last}|{first}|{patronymic}");
        });
    }

    [Fact]
    public void Row_OfAnyText_NeverThrows()
        => Gen.String.Array[0, 12].Sample(cells =>
        {
            var row = string.Join(';', cells.Select(c => '"' + c.Replace("\"", "\"\"") + '"'));
            _ = RosterText.Parse("Фамилия;Имя;Отчество;Дата рождения;СНИЛС;Телефон;E-mail;Группа;Статус;Приказ;Мать (ФИО, телефон);Отец", row);
        });

    [Theory]
    [InlineData("+79020041122", "+79020041122", "")]
    [InlineData("8 (902) 004-11-22", "+79020041122", "")]
    [InlineData("79020041122", "+79020041122", "")]
    [InlineData("902 004 11 22", "+79020041122", "")]
    [InlineData("8.902.004.11.22", "+79020041122", "")]
    [InlineData("7,9020041122E+10", "+79020041122", "excel-number-phone")]
    [InlineData("79020041122.0", "+79020041122", "excel-number-phone")]
    [InlineData("7,902E+10", "", "bad-phone")]
    [InlineData("34256 4-00-12", "+73425640012", "")]
    [InlineData("8(34256)40012", "+73425640012", "")]
    [InlineData("4-00-12", "", "bad-phone")]
    [InlineData("8902004112", "", "bad-phone")]
    [InlineData("890200411223", "", "bad-phone")]
    [InlineData("уточнить", "", "bad-phone")]
    [InlineData("нет", "", "")]
    [InlineData("+375 29 123-45-67", "+375291234567", "")]
    [InlineData("8(34256)4-00-12 доб. 15", "+73425640012", "")]
    [InlineData("89020041122, 89020041133", "+79020041122 +79020041133", "several-phones")]
    [InlineData("89020041122 89020041133", "+79020041122 +79020041133", "several-phones")]
    [InlineData("мама 8-902-004-11-22 / папа 8-902-004-11-33", "+79020041122 +79020041133", "several-phones")]
    [InlineData("89020041122 (раб.), 12-34", "+79020041122", "bad-phone")]
    [InlineData("89020041122; 89020041122", "+79020041122", "")]
    public void Phone_InAnyForm_IsReadOrReported(string cell, string phones, string codes)
    {
        var person = RosterText.Parse("ФИО;Телефон", $"Лыков Егор;\"{cell}\"").People[0];
        string.Join(' ', person.Phones.Select(p => p.Number)).Should().Be(phones);
        string.Join(' ', person.Codes()).Should().Be(codes);
    }

    [Fact]
    public void Phone_WithWordsBeside_KeepsThem()
        => RosterText.Parse("ФИО;Телефон", "Лыков Егор;\"мама 89020041122, 89020041133 (бабушка)\"").People[0].Phones
            .Should().Equal(new RosterPhone("+79020041122", "мама"), new RosterPhone("+79020041133", "бабушка"));

    [Theory]
    [InlineData("03.04.2009", "2009-04-03", null)]
    [InlineData("3/4/2009", "2009-04-03", null)]
    [InlineData("03,04,2009", "2009-04-03", null)]
    [InlineData("03 04 2009", "2009-04-03", null)]
    [InlineData("2009-04-03", "2009-04-03", null)]
    [InlineData("2009-04-03T00:00:00", "2009-04-03", null)]
    [InlineData("03.04.2009 0:00:00", "2009-04-03", null)]
    [InlineData("3 апреля 2009 г.", "2009-04-03", null)]
    [InlineData("3-мар-2009", "2009-03-03", null)]
    [InlineData("3 мая 2009 года", "2009-05-03", null)]
    [InlineData("03.04.09", "2009-04-03", "two-digit-year")]
    [InlineData("03.04.89", "1989-04-03", "two-digit-year")]
    [InlineData("39906", "2009-04-03", "excel-serial-date")]
    [InlineData("31.06.2009", null, "impossible-date")]
    [InlineData("29.02.2009", null, "impossible-date")]
    [InlineData("13.13.2009", null, "impossible-date")]
    [InlineData("21.11.2026", null, "future-date")]
    [InlineData("20.11.2026", "2026-11-20", null)]
    [InlineData("2009", null, "bad-date")]
    [InlineData("апрель 2009", null, "bad-date")]
    [InlineData("не помнит", null, "bad-date")]
    [InlineData("1.2.3.4", null, "bad-date")]
    public void Date_InAnyForm_IsReadOrReported(string cell, string? date, string? code)
    {
        var parsed = DateParser.Parse(Cell.Of(cell), TestClock.Today);
        parsed.Date?.ToString("yyyy-MM-dd").Should().Be(date);
        parsed.Issue.Should().Be(code);
    }

    [Theory]
    [InlineData("20.11.2012", false)]
    [InlineData("21.11.2012", true)]
    [InlineData("21.11.1965", false)]
    [InlineData("20.11.1965", true)]
    public void Age_OfAStudentOutside14To60_IsUnlikely(string birthDate, bool unlikely)
        => RosterText.Parse("ФИО;Дата рождения", $"Лыков Егор;{birthDate}").People[0].Has(IssueCodes.UnlikelyAge).Should().Be(unlikely);

    [Theory]
    [InlineData("112-233-445 95", SnilsState.Valid, null)]
    [InlineData("11223344595", SnilsState.Valid, null)]
    [InlineData("087-654-303 00", SnilsState.Valid, null)]
    [InlineData("1234567819", SnilsState.Valid, "padded-snils")]
    [InlineData("112-233-446 95", SnilsState.Invalid, "bad-snils")]
    [InlineData("00000000000", SnilsState.Invalid, "bad-snils")]
    [InlineData("112-233-445 951", SnilsState.Invalid, "bad-snils")]
    [InlineData("II-АБ 123456", SnilsState.Invalid, "bad-snils")]
    public void Snils_IsCheckedByItsControlDigits(string cell, SnilsState state, string? code)
    {
        var parsed = SnilsParser.Parse(cell);
        parsed.State.Should().Be(state);
        parsed.Issue.Should().Be(code);
    }

    [Fact]
    public void Snils_WithOneDigitWrong_IsNeverValid()
        => Gen.Select(Gen.Int[0, 8], Gen.Int[1, 9]).Sample((place, shift) =>
        {
            var digits = "11223344595".ToCharArray();
            digits[place] = (char)('0' + (digits[place] - '0' + shift) % 10);
            SnilsParser.IsValid(digits).Should().BeFalse();
        });

    [Theory]
    [InlineData("ЭСП-12", "ЭСП-12")]
    [InlineData("эсп 12", "ЭСП-12")]
    [InlineData("ЭСП12", "ЭСП-12")]
    [InlineData("ЭCП–12 ", "ЭСП-12")]
    [InlineData("гр. ТО-22/9", "ТО-22/9")]
    [InlineData("TO-22 / 11", "ТО-22/11")]
    [InlineData("ИС-2-1", "ИС-2-1")]
    [InlineData("ис-21к", "ИС-21К")]
    [InlineData("311", "311")]
    [InlineData("21-ИС", "21-ИС")]
    [InlineData("СВ-12 (очная)", "СВ-12")]
    [InlineData("не распределён", null)]
    [InlineData("ТО-22/7", null)]
    [InlineData("1 курс сварщиков", null)]
    [InlineData("7", null)]
    public void Group_InAnySpelling_HasOneForm(string cell, string? name) => GroupNameText.Normalize(cell).Should().Be(name);

    [Fact]
    public void Group_InItsForm_StaysAsItIs()
        => Gen.Select(OneOf("ИС", "ЭСП", "ТО", "МЦИ"), Gen.Int[1, 999], OneOf("", "/9", "/11")).Sample((letters, number, tail) => GroupNameText.Normalize($"{letters}-{number}{tail}").Should().Be($"{letters}-{number}{tail}"));

    [Theory]
    [InlineData("Является студентом", RosterStatus.Active, null)]
    [InlineData("Академический отпуск", RosterStatus.AcademicLeave, null)]
    [InlineData("отчислен 12.10.2026", RosterStatus.Ended, "ended-status")]
    [InlineData("выпущена", RosterStatus.Ended, "ended-status")]
    [InlineData("в розыске", RosterStatus.Unknown, "unknown-status")]
    public void Status_IsKnownOrReported(string cell, RosterStatus status, string? code)
    {
        var person = RosterText.Parse("ФИО;Статус", $"Лыков Егор;{cell}").People[0];
        person.Status.Should().Be(status);
        person.Codes().Should().Equal(code is null ? [] : [code]);
    }

    [Theory]
    [InlineData("Приказ № 45-с от 20.08.2025 0:00:00", "45-с", "2025-08-20")]
    [InlineData("45-с от 20 августа 2025 г.", "45-с", "2025-08-20")]
    [InlineData("45-с", "45-с", null)]
    public void Order_IsTakenApart(string cell, string number, string? date)
    {
        var order = RosterText.Parse("ФИО;Приказ о зачислении", $"Лыков Егор;{cell}").People[0].Order!;
        order.Number.Should().Be(number);
        order.Date?.ToString("yyyy-MM-dd").Should().Be(date);
    }

    [Fact]
    public void Formula_InAnyUsedField_IsDroppedAndReported()
    {
        var person = RosterText.Parse("ФИО;Группа;Телефон;E-mail", "Лыков Егор;=A1;@SUM(1);+cmd|x").People[0];
        person.Group.Should().BeNull();
        person.Phones.Should().BeEmpty();
        person.Emails.Should().BeEmpty();
        person.Issues.Where(i => i.Code == IssueCodes.Formula).Select(i => i.Field).Should().Equal("phone", "email", "group");
    }

    [Theory]
    [InlineData("mail@пример.example", true)]
    [InlineData("A.B@mail.example", true)]
    [InlineData("mail.example", false)]
    [InlineData("a@b", false)]
    [InlineData("a@b@mail.example", false)]
    public void Email_IsCheckedByItsForm(string cell, bool good)
        => RosterText.Parse("ФИО;E-mail", $"Лыков Егор;{cell}").People[0].Has(IssueCodes.BadEmail).Should().Be(!good);

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static RosterPerson One(string cell) => RosterText.Parse("ФИО;Группа", $"{cell};СВ-12").People[0];
}
