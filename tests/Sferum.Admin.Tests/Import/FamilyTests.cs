using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.Parents;

namespace Sferum.Admin.Tests.Import;

public sealed class FamilyTests
{
    [Theory]
    [InlineData("Лыкова Анна Ильинична, 8-902-004-11-33", "Лыкова|Анна|Ильинична +79020041133")]
    [InlineData("8 902 004 11 33 Лыкова Анна Ильинична", "Лыкова|Анна|Ильинична +79020041133")]
    [InlineData("мать: Лыкова Анна Ильинична тел. 89020041133; отец: Лыков Савва Петрович 89020041144", "Лыкова|Анна|Ильинична +79020041133, Лыков|Савва|Петрович +79020041144")]
    [InlineData("Лыкова Анна Ильинична 89020041133\nЛыков Савва Петрович 89020041144", "Лыкова|Анна|Ильинична +79020041133, Лыков|Савва|Петрович +79020041144")]
    public void CellWithNamesAndPhones_IsTakenApart(string cell, string family)
    {
        var person = RosterText.Parse("ФИО;Родители (ФИО, телефон)", $"Лыков Егор Саввич;\"{cell}\"").People[0];
        string.Join(", ", person.Representatives.Select(r => $"{r.FullName()} {string.Join(' ', r.Phones.Select(p => p.Number))}")).Should().Be(family);
    }

    [Fact]
    public void RowsBelowAStudent_AreHisRepresentatives()
    {
        var people = RosterText.Parse("№;ФИО;Дата рождения;Кем приходится;Телефон", "1;Лыков Егор Саввич;03.04.2009;;89020041122", ";Лыкова Анна Ильинична;;мать;89020041133", ";Лыков Савва Петрович;;отец;89020041144", "2;Щукина Аглая Ефимовна;17.11.2008;;").People;
        people.Should().HaveCount(2);
        people[0].Representatives.Select(r => r.Kind).Should().Equal(GuardianshipKind.Mother, GuardianshipKind.Father);
    }

    [Fact]
    public void RowsWithoutANumberAndABirthDate_BelongToTheStudentAbove()
        => RosterText.Parse("№;ФИО;Дата рождения;Телефон", "1;Лыков Егор Саввич;03.04.2009;", ";Лыкова Анна Ильинична;;89020041133", "2;Щукина Аглая Ефимовна;17.11.2008;").People.Should().HaveCount(2);

    [Fact]
    public void RowWithTheSecondParentOnly_BelongsToTheStudentAbove()
    {
        var people = RosterText.Parse("ФИО студента;Дата рождения;Родитель;Телефон родителя", "Лыков Егор Саввич;03.04.2009;Лыкова Анна Ильинична;89020041133", ";;Лыков Савва Петрович;89020041144", "Щукина Аглая Ефимовна;17.11.2008;;").People;
        people.Should().HaveCount(2);
        people[0].Representatives.Should().HaveCount(2);
    }

    [Fact]
    public void Organisation_IsNoPerson()
    {
        var person = RosterText.Parse("ФИО;Опекун;Телефон опекуна", "Лыков Егор;ГКУ «Дом детства»;89020041133").People[0];
        person.Representatives.Should().ContainSingle().Which.Organization.Should().Be("ГКУ «Дом детства»");
        person.Codes().Should().BeEmpty();
    }

    [Fact]
    public void Rows_ThatAreNobody_AreSkippedWithAReason()
    {
        var sheet = RosterText.Parse("№;ФИО;Дата рождения", "1;2;3", "1;Лыков Егор;03.04.2009", "№;ФИО;Дата рождения", ";Итого: 1 чел.;", "Примечание: сведения на октябрь;;", ";Директор ____________ Боброва В. И.;", "Исполнитель;;").Sheets[0];
        sheet.Rows.Should().Be(1);
        sheet.Skipped.Select(s => s.Why).Should().Equal("note", "repeated-header", "totals", "note", "signature", "signature");
    }

    [Fact]
    public void Row_Twice_IsTakenOnce()
    {
        var people = RosterText.Parse("ФИО;Дата рождения;Телефон", "Лыков Егор;03.04.2009;89020041122", "ЛЫКОВ  ЕГОР;3.4.2009;8 902 004-11-22").People;
        people[0].IsRejected.Should().BeFalse();
        people[1].IsRejected.Should().BeTrue();
        people[1].Has(IssueCodes.DuplicateRow).Should().BeTrue();
    }

    [Fact]
    public void Person_TwiceWithADifference_IsAskedAbout()
        => RosterText.Parse("ФИО;Дата рождения;Группа", "Королёв Фёдор;03.04.2009;СВ-12", "Королев Федор;03.04.2009;СВ-13").People[1].Codes().Should().Equal(IssueCodes.PossibleDuplicate);

    [Fact]
    public void Namesakes_AreDifferentPeople()
    {
        var people = RosterText.Parse("ФИО;Дата рождения;Группа", "Лыков Егор;03.04.2009;СВ-12", "Лыков Егор;04.04.2009;СВ-12").People;
        people.Should().OnlyContain(p => !p.IsRejected);
        people[1].Codes().Should().Equal(IssueCodes.SimilarPerson);
    }

    [Fact]
    public void Phone_OfTwoPeople_IsReportedOnBoth_OfOneMotherOnNone()
    {
        var people = RosterText.Parse(
            "ФИО;Телефон;Мать;Телефон матери",
            "Лыков Егор;89020041122;Лыкова Анна Ильинична;89020041122",
            "Щукина Аглая;89020041100;Щукина Вера Ильинична;89020041155",
            "Щукин Савва;89020041101;Щукина Вера Ильинична;89020041155",
            "Бобров Илья;89020041100;;").People;
        people.Select(p => p.Has(IssueCodes.SharedPhone)).Should().Equal(true, true, false, true);
    }

    [Fact]
    public void Snils_UnderTwoNames_IsReportedOnBoth()
        => RosterText.Parse("ФИО;СНИЛС", "Лыков Егор;112-233-445 95", "Щукина Аглая;112-233-445 95").People.Should().OnlyContain(p => p.Has(IssueCodes.SharedSnils));

    [Theory]
    [InlineData("Фамилия;Имя;Отчество;Группа", "Егор;Лыков;Саввич;СВ-12|Аглая;Щукина;Ефимовна;СВ-12|Илья;Бобров;Петрович;СВ-12|Вера;Сомова;Ильинична;СВ-12")]
    [InlineData("ФИО;Группа", "Егор Саввич Лыков;СВ-12|Аглая Ефимовна Щукина;СВ-12|Илья Петрович Бобров;СВ-12|Вера Ильинична Сомова;СВ-12")]
    [InlineData("Имя;Фамилия;Отчество;Группа", "Лыков;Егор;Саввич;СВ-12|Щукина;Аглая;Ефимовна;СВ-12|Бобров;Илья;Петрович;СВ-12|Сомова;Вера;Ильинична;СВ-12")]
    public void Names_SwappedInAWholeSheet_ArePutRight(string header, string rows)
    {
        var document = RosterText.Parse([header, .. rows.Split('|')]);
        document.People[0].FullName().Should().Be("Лыков|Егор|Саввич");
        document.People.Should().OnlyContain(p => p.Has(IssueCodes.SwappedColumns));
        document.Sheets[0].Issues.Should().Contain(i => i.Code == IssueCodes.SwappedColumns);
    }

    [Fact]
    public void Names_SwappedInOneRow_AreLeftAlone()
        => RosterText.Parse("Фамилия;Имя;Отчество", "Егор;Лыков;Саввич", "Щукина;Аглая;Ефимовна", "Бобров;Илья;Петрович", "Сомова;Вера;Ильинична").People.Should().OnlyContain(p => !p.Has(IssueCodes.SwappedColumns));
}
