using CsCheck;
using Sferum.Admin.Core.Journal.Binding;

namespace Sferum.Admin.Tests.Journal.Binding;

/// <summary>What holds for any college and any journal of it: few names and dates, so that everybody resembles somebody.</summary>
public sealed class BindingMatcherPropertyTests
{
    private const int Iterations = 2_000;
    private static readonly string[] Surnames = ["Волков", "Валков", "Лисин"];
    private static readonly string[] FirstNames = ["Олег", "Олёг", "Пётр"];
    private static readonly string?[] Patronymics = ["Ильич", "Львович", null];

    private static readonly Gen<string> Name = Gen.Select(Gen.Int[0, 2].Select(i => Surnames[i]), Gen.Int[0, 2].Select(i => FirstNames[i]), Gen.Int[0, 2].Select(i => Patronymics[i]), (last, first, patronymic) => $"{last} {first} {patronymic}".TrimEnd());

    private static readonly Gen<DateOnly?> Birth = Gen.Int[0, 3].Select(day => day == 3 ? (DateOnly?)null : MatcherScene.Born.AddDays(day));

    private static readonly Gen<(string Name, DateOnly? Birth)> Human = Gen.Select(Name, Birth);

    private static readonly Gen<(string Name, DateOnly? Birth, bool Stable)> Row = Gen.Select(Name, Birth, Gen.Int[0, 4].Select(n => n > 0));

    private static readonly Gen<MatcherScene> Scene = Gen.Select(
        Human.Array[0, 5], Row.Array[0, 6], Name.Array[0, 3], Name.Array[0, 3], Name.Array[0, 4], Gen.Int[0, 1000].Array[24],
        Build);

    [Fact]
    public void Exact_IsNeverAmbiguous() => Scene.Sample(scene =>
    {
        var material = scene.Material();
        var all = BindingMatcher.Match(material).All;
        var exact = all.Where(s => s.Verdict == BindingVerdict.Exact).ToList();

        exact.Should().OnlyContain(s => s.Candidates.Count == 1 && s.Conflict == null);
        // One lasting id a subject at most, those already bound counted in, and nobody is offered whom an exact match has.
        var lasting = exact.Where(s => s.Record.HasStableId).Select(s => s.Candidates[0].SubjectId).ToList();
        lasting.Should().OnlyHaveUniqueItems();
        var bound = material.Bound.Where(b => material.Records.First(r => r.Value == b.Value).HasStableId).Select(b => b.SubjectId);
        lasting.Should().NotIntersectWith(bound);
        all.Where(s => s.Verdict is BindingVerdict.Doubtful or BindingVerdict.Conflict && s.Record.HasStableId && s.Conflict != BindingConflict.BoundElsewhere)
            .SelectMany(s => s.Candidates).Select(c => c.SubjectId).Should().NotIntersectWith(lasting);
    }, iter: Iterations);

    [Fact]
    public void Suggestions_OfEveryRecord_AreOneAndKeepTheirShape() => Scene.Sample(scene =>
    {
        var material = scene.Material();
        var all = BindingMatcher.Match(material).All;

        var bound = material.Bound.Select(b => b.Value).ToHashSet();
        all.Select(s => s.Record.Value).Should().BeEquivalentTo(material.Records.Select(r => r.Value).Where(v => !bound.Contains(v)));
        all.Should().OnlyContain(s => (s.Verdict == BindingVerdict.NotFound) == (s.Candidates.Count == 0) && (s.Verdict == BindingVerdict.NotFound) == (s.Gap != null)
            && (s.Verdict == BindingVerdict.Conflict) == (s.Conflict != null));
        all.SelectMany(s => s.Candidates, (s, c) => new BoundId(s.Record.IdKind, s.Record.Value, c.SubjectId)).Should().NotIntersectWith(material.Rejected);
    }, iter: Iterations);

    [Fact]
    public void Order_OfTheLists_ChangesNothing() => Scene.Sample(scene =>
    {
        var material = scene.Material();
        var register = material.Register;
        var turned = material with
        {
            Records = [.. material.Records.Reverse()],
            Register = register with { People = [.. register.People.Reverse()], Studies = [.. register.Studies.Reverse()], Guardians = [.. register.Guardians.Reverse()], Employees = register.Employees.Reverse().ToHashSet() },
        };

        Shape(BindingMatcher.Match(turned)).Should().BeEquivalentTo(Shape(BindingMatcher.Match(material)));
    }, iter: Iterations);

    [Fact]
    public void Confirming_EveryExactMatch_LeavesNoOther() => Scene.Sample(scene =>
    {
        var material = scene.Material();
        var before = BindingMatcher.Match(material).All;
        var confirmed = before.Where(s => s.Verdict == BindingVerdict.Exact).Select(s => new BoundId(s.Record.IdKind, s.Record.Value, s.Candidates[0].SubjectId));

        var after = BindingMatcher.Match(material with { Bound = [.. material.Bound, .. confirmed] }).All;

        after.Where(s => s.Verdict == BindingVerdict.Exact).Should().BeEmpty();
    }, iter: Iterations);

    private static MatcherScene Build((string Name, DateOnly? Birth)[] students, (string Name, DateOnly? Birth, bool Stable)[] rows, string[] employees, string[] listedEmployees, string[] parents, int[] dice)
    {
        var scene = new MatcherScene();
        var at = 0;
        var people = students.Select(s => scene.Student(s.Name, s.Birth)).ToList();
        people.AddRange(employees.Select(scene.Employee));
        var listed = rows.Select((r, i) => scene.Listed(OutsideRows.Student($"p{i}", r.Name, r.Birth, MatcherScene.Unit, stable: r.Stable))).ToList();
        listed.AddRange(listedEmployees.Select((name, i) => scene.Listed(OutsideRows.Employee($"e{i}", name))));
        for (var i = 0; i < parents.Length && students.Length > 0 && rows.Length > 0; i++)
        {
            scene.Representative(parents[i], people[Throw(students.Length)]);
            listed.Add(scene.Listed(OutsideRows.Representative($"r{i}", parents[Throw(parents.Length)], $"p{Throw(rows.Length)}")));
        }

        if (people.Count > 0 && listed.Count > 0)
        {
            scene.Reject(listed[Throw(listed.Count)], people[Throw(people.Count)]);
            if (Throw(2) == 0)
            {
                scene.Bind(listed[Throw(listed.Count)], people[Throw(people.Count)]);
            }
        }

        return scene;

        int Throw(int sides) => dice[at++ % dice.Length] % sides;
    }

    private static IEnumerable<string> Shape(BindingSuggestions suggestions) => suggestions.All.Select(s => $"{s.Record.Value} {s.Verdict} {s.Conflict} {s.Gap} {string.Join(',', s.Candidates.Select(c => c.SubjectId).Order())}");
}
