using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Tests.Journal.Binding;

/// <summary>What a reading of the lists does to the records: a list that was not read takes nothing away.</summary>
public sealed class JournalRecordMergeTests
{
    private static readonly DateTime Now = TestClock.Now.AddDays(1);
    private static readonly DateOnly Born = MatcherScene.Born;
    private static readonly IReadOnlySet<(string, string)> NoneBound = new HashSet<(string, string)>();

    [Fact]
    public void Person_InSeveralLists_IsOneRecord()
    {
        var changes = Run([], Lists(lists =>
        {
            lists.Students["g1"] = [Student("p1", "g1", "mother"), Student("p2", "g1", "mother")];
            lists.Employees = [new JournalEmployee("mother", true, "Волкова Анна Сергеевна", [])];
        }));

        changes.Added.Single(r => r.Value == "mother").Should().BeEquivalentTo(new { Kind = JournalRecordKind.Employee, RelatedValues = "p1,p2", Name = "Волкова Анна Сергеевна" });
    }

    [Fact]
    public void Student_WithTwoProfiles_IsThatOfTheOneInForce()
    {
        var changes = Run([], Lists(lists => lists.Students["g1"] =
        [
            new JournalStudent("p1", true, "Волков Олег", Born, "g0", new DateOnly(2026, 10, 1), []), new JournalStudent("p1", true, "Волков Олег", null, "g1", null, []),
        ]));

        changes.Added.Single(r => r.Value == "p1").Should().BeEquivalentTo(new { GroupValue = "g1", BirthDate = (DateOnly?)Born, LeftOn = (DateOnly?)null });
    }

    [Fact]
    public void Record_NoLongerListed_GoesUnlessItIsBound()
    {
        var (gone, bound) = (OutsideRows.Student("p1", "Волков Олег", Born, "g1"), OutsideRows.Student("p2", "Лисин Пётр", Born, "g1"));

        var changes = Run([OutsideRows.Group("g1", "ИС-21"), gone, bound], Lists(lists => lists.Students["g1"] = []), new HashSet<(string, string)> { (IdKinds.Person, "p2") });

        changes.Removed.Should().Equal(gone.Id);
    }

    [Fact]
    public void Group_NoLongerListed_TakesItsStudentsAndChatsWithIt()
    {
        JournalRecord[] known = [OutsideRows.Group("g9", "ПК-11"), OutsideRows.Student("p1", "Волков Олег", Born, "g9"), OutsideRows.Chat("c1", ChatKind.Group, "g9")];

        Run(known, Lists(_ => { })).Removed.Should().BeEquivalentTo(known.Select(r => r.Id));
    }

    [Fact]
    public void List_ThatWasNotRead_KeepsItsRecordsAndItsShareOfAPerson()
    {
        JournalRecord[] known =
        [
            OutsideRows.Group("g1", "ИС-21"), OutsideRows.Group("g2", "ПК-11"), OutsideRows.Student("p1", "Волков Олег", Born, "g1"), OutsideRows.Student("p2", "Волкова Ирина", Born, "g2"),
            OutsideRows.Employee("mother", "Волкова Анна Сергеевна", "p1", "p2"), OutsideRows.Representative("father", "Волков Андрей", "p2"), OutsideRows.Chat("c2", ChatKind.Group, "g2"),
        ];

        var changes = Run(known, Lists(lists =>
        {
            lists.Groups = [new("g1", "ИС-21"), new("g2", "ПК-11")];
            lists.Students["g1"] = [Student("p1", "g1", "mother")];
            lists.Employees = null;
        }));

        changes.Removed.Should().BeEmpty();
        changes.Updated.Single(r => r.Value == "mother").Should().BeEquivalentTo(new { Kind = JournalRecordKind.Employee, RelatedValues = "p1,p2" });
        changes.Updated.Should().NotContain(r => r.Value == "p2" || r.Value == "father" || r.Value == "c2");
    }

    [Fact]
    public void Groups_ThatWereNotRead_RemoveNobody()
    {
        JournalRecord[] known = [OutsideRows.Group("g1", "ИС-21"), OutsideRows.Student("p1", "Волков Олег", Born, "g1")];

        Run(known, Lists(lists => lists.Groups = null)).Removed.Should().BeEmpty();
    }

    [Fact]
    public void Record_StillListed_KeepsItsIdAndTakesTheNewValues()
    {
        var known = OutsideRows.Student("p1", "Волков Олег", Born, "g1");

        var changes = Run([known], Lists(lists => lists.Students["g1"] = [Student("p1", "g1")]));

        changes.Updated.Should().ContainSingle().Which.Should().BeEquivalentTo(new { known.Id, Name = "Имя p1", SeenAt = Now });
    }

    [Fact]
    public void Chat_ThatNobodyIsShownNow_Stays()
    {
        JournalRecord[] known = [OutsideRows.Chat("c0", ChatKind.Staff), OutsideRows.Chat("c1", ChatKind.Group, "g1"), OutsideRows.Chat("c2", ChatKind.Parents, "g1")];

        var changes = Run(known, Lists(lists => lists.Chats["c1"] = new ListedChat("c1", ChatKind.Group, "ИС-21. Группа", "g1")));

        changes.Removed.Should().BeEmpty();
        changes.Updated.Should().ContainSingle(r => r.Value == "c1");
    }

    private static JournalRecordChanges Run(JournalRecord[] known, JournalLists lists, IReadOnlySet<(string, string)>? bound = null) =>
        JournalRecordMerge.Run("epos-test", known, lists, bound ?? NoneBound, Now);

    /// <summary>One group, nobody employed, everything read.</summary>
    private static JournalLists Lists(Action<JournalLists> change)
    {
        var lists = new JournalLists { Groups = [new("g1", "ИС-21")], Employees = [] };
        change(lists);
        return lists;
    }

    private static JournalStudent Student(string id, string group, params string[] representatives) =>
        new(id, true, $"Имя {id}", Born, group, null, [.. representatives.Select(r => new JournalRepresentative(r, true, "Волкова Анна Сергеевна"))]);
}
