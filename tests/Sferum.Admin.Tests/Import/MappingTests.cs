using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Import.Parsing;

namespace Sferum.Admin.Tests.Import;

public sealed class MappingTests
{
    [Theory]
    [InlineData("Фамилия Имя Отчество", "fullName")]
    [InlineData("Ф. И. О.", "fullName")]
    [InlineData("ФИО обучающегося", "fullName")]
    [InlineData("Обучающийся", "fullName")]
    [InlineData("FullName", "fullName")]
    [InlineData("Дата рожд.", "birthDate")]
    [InlineData("Д.р.", "birthDate")]
    [InlineData("birthDate", "birthDate")]
    [InlineData("Дата рождения (дд.мм.гггг)", "birthDate")]
    [InlineData("Номер СНИЛС", "snils")]
    [InlineData("Страховой номер", "snils")]
    [InlineData("Моб. тел.", "phone")]
    [InlineData("сотовый", "phone")]
    [InlineData("Teлeфoн", "phone")]
    [InlineData("Адрес электронной почты", "email")]
    [InlineData("E-Mail", "email")]
    [InlineData("Учебная группа", "group")]
    [InlineData("№ группы", "group")]
    [InlineData("Группа здоровья", null)]
    [InlineData("Специальность / профессия", "program")]
    [InlineData("Форма обучения", "studyMode")]
    [InlineData("Приказ о зачислении", "order")]
    [InlineData("№ и дата приказа", "order")]
    [InlineData("Дата приказа", "orderDate")]
    [InlineData("Статус", "status")]
    [InlineData("Примечание", null)]
    [InlineData("Место рождения", null)]
    [InlineData("Адрес проживания", null)]
    [InlineData("Пол", null)]
    [InlineData("№ п/п", null)]
    [InlineData("ФИО матери", "representative1.fullName")]
    [InlineData("Мать", "representative1.fullName")]
    [InlineData("Родитель (законный представитель)", "representative1.fullName")]
    public void Header_InAnySpelling_IsUnderstood(string header, string? field)
    {
        var name = header.Contains("ФИО", StringComparison.Ordinal) || field == "fullName" ? "Фамилия;Имя" : "ФИО студента";
        var columns = RosterText.Parse($"{name};{header};Зачислен", "Лыков Егор;а;б;в").Sheets[0].Columns;
        columns.Single(c => c.Header == header).Meaning?.Name.Should().Be(field == "fullName" ? null : field);
        if (field == "fullName")
        {
            RosterText.Parse($"{header};Группа", "Лыков Егор;СВ-12").Sheets[0].Columns[0].Meaning!.Name.Should().Be(field);
        }
    }

    [Fact]
    public void Columns_InAnyOrder_GiveTheSamePeople()
    {
        var straight = RosterText.Parse("Фамилия;Имя;Отчество;Дата рождения;Группа;Тел.;ФИО матери;Тел. матери", "Лыков;Егор;Саввич;03.04.2009;СВ-12;89020041122;Лыкова Анна Ильинична;89020041133").People[0];
        var mixed = RosterText.Parse("мама: телефон|группа|отчество|мама: ф.и.о.|телефон студента|имя|фамилия|рождён (дата)", "+7 902 004-11-33|св 12|Саввич|Лыкова Анна Ильинична|8(902)0041122|Егор|Лыков|2009-04-03").People[0];
        mixed.FullName().Should().Be(straight.FullName());
        mixed.BirthDate.Should().Be(straight.BirthDate);
        mixed.Group.Should().Be(straight.Group);
        mixed.Phones.Should().Equal(straight.Phones);
        mixed.Representatives[0].FullName().Should().Be(straight.Representatives[0].FullName());
        mixed.Representatives[0].Phones.Should().Equal(straight.Representatives[0].Phones);
    }

    [Fact]
    public void Header_OfTwoRowsWithMergedCells_IsReadTogether()
    {
        var sheet = RosterText.Parse("Сведения о студентах;;;;", "№;Студент;;Мать;", ";ФИО;Телефон;ФИО;Телефон", "1;Лыков Егор;89020041122;Лыкова Анна;89020041133").Sheets[0];
        sheet.HeaderRow.Should().Be(3);
        sheet.Columns.Select(c => c.Meaning?.Name).Should().Equal(null, "fullName", "phone", "representative1.fullName", "representative1.phone");
    }

    [Fact]
    public void Phone_WithoutAWordAfterEachRepresentative_IsTheirs()
    {
        var person = RosterText.Parse("ФИО;Телефон;Мать;Телефон;Отец;Телефон", "Лыков Егор;89020041122;Лыкова Анна;89020041133;Лыков Савва;89020041144").People[0];
        person.Phones.Should().ContainSingle().Which.Number.Should().Be("+79020041122");
        person.Representatives.SelectMany(r => r.Phones).Select(p => p.Number).Should().Equal("+79020041133", "+79020041144");
    }

    [Fact]
    public void Phone_AfterTwoRepresentativesOnce_IsTheStudents()
        => RosterText.Parse("ФИО;Мать;Отец;Телефон", "Лыков Егор;Лыкова Анна;Лыков Савва;89020041122").People[0].Phones.Should().ContainSingle();

    [Fact]
    public void Parents_WithNumbers_KeepTheirColumnsApart()
    {
        var person = RosterText.Parse("фамилия_ученика;имя_ученика;телефон_родителя_2;фамилия_родителя1;имя_родителя1;имя_родителя2;фамилия_родителя2", "Лыков;Егор;89020041144;Лыкова;Анна;Савва;Лыков").People[0];
        person.Representatives.Select(r => r.FullName()).Should().BeEquivalentTo("Лыкова|Анна|", "Лыков|Савва|");
        person.Representatives.Single(r => r.FirstName == "Савва").Phones.Should().ContainSingle();
    }

    [Fact]
    public void Column_WithoutAKnownWord_IsToldByItsValues()
    {
        var person = RosterText.Parse("Группа;Телефон;Кто это;Когда родился", "СВ-12;89020041122;Лыков Егор Саввич;03.04.2009", "СВ-12;89020041123;Щукина Аглая Ефимовна;17.11.2008").People[0];
        person.FullName().Should().Be("Лыков|Егор|Саввич");
        person.BirthDate.Should().Be(new DateOnly(2009, 4, 3));
    }

    [Fact]
    public void Surname_AloneWithSeveralWordsBelow_IsTheWholeName()
        => RosterText.Parse("Фамилия;Группа", "Лыков Егор Саввич;СВ-12", "Щукина Аглая Ефимовна;СВ-12").People[0].FullName().Should().Be("Лыков|Егор|Саввич");

    [Theory]
    [InlineData("Список студентов группы ЭСП 14 на 2026 год")]
    [InlineData("Группа: эсп-14")]
    [InlineData("Контингент группы «ЭСП-14»")]
    public void Group_InTheTitle_IsOfEveryRow(string title)
        => RosterText.Parse(title, "ФИО;Дата рождения", "Лыков Егор;03.04.2009").People[0].Group.Should().Be("ЭСП-14");

    [Fact]
    public void Group_InHeadingsBetweenRows_ChangesFromThereOn()
        => RosterText.Parse("ФИО;Дата рождения", "Группа СВ-12", "Лыков Егор;03.04.2009", "Группа СВ-13", "ФИО;Дата рождения", "Щукина Аглая;17.11.2008").People.Select(p => p.Group).Should().Equal("СВ-12", "СВ-13");

    [Fact]
    public void SheetNames_ThatAreGroups_GiveThem_OthersDoNot()
    {
        object?[][] Rows(string name) => [["ФИО", "Дата рождения"], [name, new DateTime(2009, 4, 3)]];
        var people = RosterText.Parse(RosterText.Workbook(("СВ 12", Rows("Лыков Егор")), ("Лист1", Rows("Щукина Аглая")))).People;
        people.Select(p => p.Group).Should().Equal("СВ-12", null);
    }

    [Fact]
    public void TablesSideBySide_GiveTwoPeopleOfOneRow()
    {
        var people = RosterText.Parse("Группа СВ-12;;;Группа СВ-13;;", "№;ФИО;Телефон;№;ФИО;Телефон", "1;Лыков Егор;89020041122;1;Щукина Аглая;89020041133").People;
        people.Select(p => (p.Row, p.FullName(), p.Group)).Should().Equal((3, "Лыков|Егор|", "СВ-12"), (3, "Щукина|Аглая|", "СВ-13"));
    }

    [Fact]
    public void FileOfRepresentatives_NamesTheStudent()
    {
        var document = RosterText.Parse("ФИО родителя;Степень родства;Телефон;ФИО студента;Группа", "Лыкова Анна Ильинична;мать;89020041133;Лыков Егор Саввич;СВ-12");
        document.Sheets[0].Kind.Should().Be(RosterKind.Representatives);
        document.People[0].Student.Should().Be(new StudentReference("Лыков", "Егор", "Саввич", "СВ-12", null));
        document.Sheets[0].Columns.Select(c => c.Meaning!.Name).Should().Equal("fullName", "kind", "phone", "student.fullName", "student.group");
    }

    [Theory]
    [InlineData("ФИО;Должность;Кураторство групп")]
    [InlineData("Сотрудник;Должность;Группа")]
    [InlineData("ФИО преподавателя;Отделение;Классное руководство")]
    public void FileOfStaff_IsToldByItsColumns(string header)
    {
        var document = RosterText.Parse(header, "Боброва Вера Ильинична;преподаватель;св 12, СВ-13");
        document.Sheets[0].Kind.Should().Be(RosterKind.Employees);
        document.People[0].CuratorOf.Should().Equal("СВ-12", "СВ-13");
    }

    [Fact]
    public void StudentsWithADepartment_AreNoStaff()
        => RosterText.Parse("ФИО;Отделение;Группа", "Лыков Егор;сварочное;СВ-12").Sheets[0].Kind.Should().Be(RosterKind.Students);

    [Fact]
    public void Kind_NamedByAPerson_Wins()
        => RosterText.ParseAs(RosterKind.Employees, "ФИО;Телефон", "Боброва Вера;89020041122").People[0].Kind.Should().Be(RosterKind.Employees);

    [Theory]
    [InlineData("Артикул;Наименование;Цена", "100;Круг отрезной;38")]
    [InlineData("Группа;Человек", "СВ-12;25")]
    public void Table_WithoutAColumnOfNames_HasNoHeader(string header, string row) => RosterText.Parse(header, row).Blocked!.Code.Should().Be(BlockCodes.NoHeader);

    [Fact]
    public void Table_WithAHeaderOnly_IsAnEmptySource() => RosterText.Parse("Список", "ФИО;Группа", ";Итого: 0").Blocked!.Code.Should().Be(BlockCodes.EmptySource);

    [Fact]
    public void Sheet_WithoutNamesBesideARoster_GivesNobodyAndBlocksNothing()
    {
        var document = RosterText.Parse(RosterText.Workbook(("Сводка", [["Группа", "Человек"], ["СВ-12", 1d]]), ("СВ-12", [["ФИО"], ["Лыков Егор"]])));
        document.Blocked.Should().BeNull();
        document.Sheets[0].Note.Should().NotBeNull();
        document.People.Should().ContainSingle();
    }
}
