using System.Text.Json;
using Sferum.Admin.Connectors.Epos;
using Sferum.Admin.Connectors.Http;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Tests.Connectors.Epos;

/// <summary>The parser over its samples and over the dirty rows of the contract (§5 row 6).</summary>
public sealed class EposRowsTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);
    private static readonly DateTime AsOf = new(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Session_Sample_GivesTheProfileOfTheAdministrator()
        => EposRows.Session(new JsonRow(EposSamples.Json("session"))).Should().Be(("4100001", "5100001"));

    [Fact]
    public void Students_Sample_AreInOurWords()
    {
        var students = Rows("student_profiles").Select(r => EposRows.Student(r, "2101", Today)).ToList();

        students[0].Should().BeEquivalentTo(new JournalStudent(
            "6f1e7a52-0000-4000-8000-000000000101", true, "Волков Олег Андреевич", new DateOnly(2009, 3, 14), "2101", null,
            [new("6f1e7a52-0000-4000-8000-000000000201", true, "Волкова Анна Сергеевна"), new("parent-710002", false, "Волков Андрей Ильич")]));
        students[1].Should().BeEquivalentTo(new JournalStudent("student-610002", false, "Исмаилов Тимур", new DateOnly(2009, 7, 2), "2101", null, []));
        (students[2].BirthDate, students[2].LeftOn, students[2].Representatives.Count).Should().Be((null, new DateOnly(2026, 11, 16), 0));
    }

    [Fact]
    public void Sightings_Sample_KnowOnlyOurPlatformsKindsAndStates()
    {
        var sightings = Rows("group_persons").Select(r => EposRows.Sighting(r, AsOf)).ToList();

        sightings.Select(s => (s.PersonId, s.Role, s.AsOf)).Should().Equal(
            ("6f1e7a52-0000-4000-8000-000000000101", JournalRole.Student, AsOf),
            ("6f1e7a52-0000-4000-8000-000000000201", JournalRole.Representative, AsOf),
            ("student-610002", JournalRole.Student, AsOf));
        sightings[0].Links.Should().Equal(new JournalLink("max", JournalLinkState.Linked), new JournalLink("vk", JournalLinkState.NotLinked));
        sightings[1].Links.Should().Equal(new JournalLink("max", JournalLinkState.Broken), new JournalLink("vk", JournalLinkState.Unknown));
        sightings[0].Chats.Should().Equal(new JournalChat("9021", ChatKind.Group, "ИС-21. Группа", "2101"), new JournalChat("9033", ChatKind.Custom, "Волонтёры", null));
    }

    [Theory]
    [InlineData("14.03.2009", "2009-03-14")]
    [InlineData("14.03.2009 16:05", "2009-03-14")]
    [InlineData("2009-03-14", "2009-03-14")]
    [InlineData("2009-03-14T00:00:00+05:00", "2009-03-14")]
    [InlineData("14/03/2009", "2009-03-14")]
    [InlineData("14-03-2009", "2009-03-14")]
    [InlineData("4.3.09", "2009-03-04")]
    [InlineData("14 марта 2009 г.", "2009-03-14")]
    [InlineData("30.02.2009", null)]
    [InlineData("14.03.2039", null)]
    [InlineData("нет", null)]
    [InlineData("", null)]
    [InlineData("   ", null)]
    public void BirthDate_InAnyForm_IsReadOrNothing(string text, string? day) =>
        EposRows.Student(Student(birth: text), "2101", Today).BirthDate.Should().Be(day is null ? null : DateOnly.Parse(day));

    [Fact]
    public void LeftOn_InTheFuture_IsKept() => EposRows.Student(Student(left: "30.06.2027"), "2101", Today).LeftOn.Should().Be(new DateOnly(2027, 6, 30));

    [Theory]
    [InlineData("user_name")]
    [InlineData("birth_date")]
    [InlineData("left_on")]
    [InlineData("parents")]
    public void Student_WithoutAnExpectedField_NamesIt(string field) => Missing(() => EposRows.Student(Without("student_profiles", field), "2101", Today)).Should().Be((field, true));

    [Theory]
    [InlineData("name")]
    [InlineData("managed_class_units")]
    public void Employee_WithoutAnExpectedField_NamesIt(string field) => Missing(() => EposRows.Employee(Without("teacher_profiles", field))).Should().Be((field, true));

    [Theory]
    [InlineData("person_id")]
    [InlineData("role")]
    [InlineData("links")]
    [InlineData("chats")]
    public void Sighting_WithoutAnExpectedField_NamesIt(string field) => Missing(() => EposRows.Sighting(Without("group_persons", field), AsOf)).Should().Be((field, true));

    [Theory]
    [InlineData("""{ "id": 1, "person_id": null, "user_name": null, "birth_date": null, "left_on": null, "parents": [] }""", "user_name")]
    [InlineData("""{ "id": 1, "person_id": null, "user_name": 5, "birth_date": null, "left_on": null, "parents": [] }""", "user_name")]
    [InlineData("""{ "id": 1.5, "person_id": null, "user_name": "А Б", "birth_date": null, "left_on": null, "parents": [] }""", "id")]
    [InlineData("""{ "id": 1, "person_id": null, "user_name": "А Б", "birth_date": null, "left_on": null, "parents": [5] }""", "parents")]
    [InlineData("""{ "id": 1, "person_id": null, "user_name": "А Б", "birth_date": null, "left_on": null, "parents": [{ "id": 2, "name": "" }] }""", "parents.name")]
    public void Student_WithAnotherThingInAField_NamesIt(string json, string field) =>
        Missing(() => EposRows.Student(new JsonRow(JsonElement.Parse(json)), "2101", Today)).Should().Be((field, false));

    [Fact]
    public void Student_LongOrDirtyText_IsCleanedOrRefused()
    {
        EposRows.Student(Student(name: "  Волков\\u0000 Олег\\n "), "2101", Today).FullName.Should().Be("Волков Олег");
        Missing(() => EposRows.Student(Student(name: new string('я', 301)), "2101", Today)).Should().Be(("user_name", false));
    }

    [Fact]
    public void Students_SeveralProfilesOfAPerson_BecomeOneInForce()
    {
        var one = new JournalRepresentative("p1", true, "Мать");
        var two = new JournalRepresentative("p2", true, "Отец");
        var left = new JournalStudent("A", true, "Волков Олег", new DateOnly(2009, 3, 14), "2101", new DateOnly(2026, 1, 1), [one]);
        var inForce = new JournalStudent("a", true, "Волков Олег Андреевич", null, "2101", null, [one, two]);

        var joined = EposRows.Joined([left, inForce]).Should().ContainSingle().Subject;

        (joined.FullName, joined.LeftOn, joined.BirthDate).Should().Be(("Волков Олег Андреевич", null, new DateOnly(2009, 3, 14)));
        joined.Representatives.Should().Equal(one, two);
    }

    [Fact]
    public void Students_AllProfilesLeft_LastDayCounts()
    {
        var early = new JournalStudent("a", true, "Волков", null, "2101", new DateOnly(2025, 6, 30), []);
        EposRows.Joined([early with { LeftOn = new DateOnly(2026, 6, 30) }, early]).Single().LeftOn.Should().Be(new DateOnly(2026, 6, 30));
    }

    [Fact]
    public void Employees_ProfilesOfOneUser_AreJoinedUnderTheLastingKey()
    {
        EposEmployee Profile(string id, bool stable, string? user, params string[] groups) => new(new JournalEmployee(id, stable, "Имя", groups), user);

        EposRows.Joined([Profile("staff-1", false, "u1", "1"), Profile("P", true, "u1", "2"), Profile("staff-3", false, "u2", "3"), Profile("staff-4", false, "u2", "3", "4"), Profile("staff-5", false, null)])
            .Select(e => (e.PersonId, e.HasStableId, string.Join(',', e.LeadsGroupIds)))
            .Should().Equal(("P", true, "1,2"), ("staff-3", false, "3,4"), ("staff-5", false, ""));
    }

    [Fact]
    public void Year_WithAndWithoutTheFlag_IsTheFlaggedOrTheLast()
    {
        EposRows.CurrentYear([("1", false), ("2", true), ("3", false)]).Should().Be("2");
        EposRows.CurrentYear([("1", false), ("3", false)]).Should().Be("3");
        EposRows.CurrentYear([]).Should().BeNull();
    }

    [Theory]
    [InlineData("{ \"id\": 5, \"text\": \"Работы\" }", "Работы")]
    [InlineData("{ \"id\": 5, \"text\": null, \"title\": \"Заголовок\" }", "Заголовок")]
    [InlineData("{ \"id\": 5, \"text\": { \"a\": 1 } }", null)]
    public void Notice_FieldsUnknown_FirstTextCounts(string json, string? text) => EposRows.Notice(new JsonRow(JsonElement.Parse(json))).Should().Be(text);

    private static IEnumerable<JsonRow> Rows(string sample) => EposSamples.Json(sample).EnumerateArray().Select(e => new JsonRow(e));

    private static JsonRow Student(string name = "Волков Олег", string birth = "14.03.2009", string left = "") =>
        new(JsonElement.Parse($$"""{ "id": 1, "person_id": "", "user_name": "{{name}}", "birth_date": "{{birth}}", "left_on": "{{left}}", "parents": null, "unheard_of": {} }"""));

    private static JsonRow Without(string sample, string field)
    {
        var row = System.Text.Json.Nodes.JsonNode.Parse(EposSamples.Text(sample))!.AsArray()[0]!.AsObject();
        row.Remove(field).Should().BeTrue();
        return new JsonRow(JsonElement.Parse(row.ToJsonString()));
    }

    private static (string Field, bool IsMissing) Missing(Func<object> parse)
    {
        var thrown = parse.Should().Throw<FieldException>().Which;
        return (thrown.Field, thrown.IsMissing);
    }
}
