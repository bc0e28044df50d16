namespace Sferum.Admin.Simulator.College;

/// <summary>
/// Who is whose child, before anybody has a name: a place in a group for every student, families over the places, and how many
/// people represent each, so that the totals are exact.
/// </summary>
internal static class FamilyStep
{
    /// <summary>Pairs of children in different groups, and wards of an organisation, in the demo.</summary>
    private const int SiblingPairs = 40;
    private const int Wards = 3;

    /// <summary>Families of the curator's group by the number of representatives: 34 people for 24 students, with the cast.</summary>
    private const int CuratorGroupTwo = 10;
    private const int CuratorGroupOne = 4;

    /// <summary>The group of the twins.</summary>
    public const string GroupOfTwins = "МТ-12";

    public static void Run(Draft draft)
    {
        var dice = draft.Dice.Fork("families");
        foreach (var group in draft.Groups)
        {
            AddPlaces(draft, group);
        }

        var free = draft.Families.Where(IsFree).ToList();
        var twins = free.Where(f => f.Children[0].Group.Plan.Name == GroupOfTwins).Take(2).ToList();
        Join(twins[0], twins[1]);
        dice.Shuffle(free);
        free.RemoveAll(twins.Contains);
        var used = AddSiblings(free, SiblingPairs * draft.Size.Factor);
        foreach (var ward in free.Skip(used).Take(Wards * draft.Size.Factor))
        {
            ward.IsWard = true;
        }

        AddSizes(draft, dice);
        AddEmployees(draft, dice);
    }

    private static void AddPlaces(Draft draft, GroupDraft group)
    {
        var cast = Cast.Students.Where(c => c.Group == group.Plan.Name).Select(c => (Cast: (CastStudent?)c, c.Name, Sibling: false))
            .Concat(Cast.Students.Where(c => c.Sibling?.Group == group.Plan.Name).Select(c => ((CastStudent?)c, c.Sibling!.Value.Name, true)))
            .ToList();
        for (var i = 0; i < group.Plan.Students; i++)
        {
            var (known, name, isSibling) = i < cast.Count ? cast[i] : (null, null, false);
            var family = isSibling ? draft.Families.First(f => f.Cast == known) : AddFamily(draft, known);
            var nextAfterCast = i - cast.Count;
            var place = new StudentDraft(group, family)
            {
                CastName = name,
                MustBeAdult = group.Plan.IsOfAdults || known is { Representatives.Length: 0 } || (group.Plan.Name == Cast.CuratorGroup && nextAfterCast is 0 or 1),
                // Two in each group of the last year started school early: it still has minors and so «Родители».
                MustBeMinor = group.Plan.Course == 4 && nextAfterCast is 0 or 1,
            };
            group.Students.Add(place);
            family.Children.Add(place);
        }
    }

    private static FamilyDraft AddFamily(Draft draft, CastStudent? cast)
    {
        var family = new FamilyDraft { Cast = cast, Size = cast?.Representatives.Length ?? 0 };
        draft.Families.Add(family);
        return family;
    }

    /// <summary>Families that may be joined, given to an organisation or to an employee.</summary>
    private static bool IsFree(FamilyDraft family) =>
        family.Cast is null && family.Children is [var only] && !only.Group.Plan.IsOfAdults && only.Group.Plan.Name != Cast.CuratorGroup;

    private static int AddSiblings(List<FamilyDraft> free, int pairs)
    {
        var next = 0;
        for (; pairs > 0; pairs--)
        {
            // Two courses apart: the children of one mother are not born within months.
            while (Math.Abs(free[next].Children[0].Group.Plan.Course - free[next + 1].Children[0].Group.Plan.Course) < 2)
            {
                next++;
            }

            Join(free[next], free[next + 1]);
            next += 2;
        }

        return next;
    }

    private static void Join(FamilyDraft family, FamilyDraft other)
    {
        foreach (var child in other.Children)
        {
            child.Family = family;
            family.Children.Add(child);
        }

        other.Children.Clear();
    }

    private static void AddSizes(Draft draft, Dice dice)
    {
        draft.Families.RemoveAll(f => f.Children.Count == 0);
        var ofCurator = draft.Families.Where(f => f.Cast is null && f.Children[0].Group.Plan.Name == Cast.CuratorGroup && !f.Children[0].MustBeAdult).ToList();
        for (var i = 0; i < ofCurator.Count; i++)
        {
            ofCurator[i].Size = i < CuratorGroupTwo ? 2 : i < CuratorGroupTwo + CuratorGroupOne ? 1 : 0;
        }

        var others = draft.Families.Where(f => f.Cast is null && !f.IsWard && !f.Children[0].Group.Plan.IsOfAdults && f.Children[0].Group.Plan.Name != Cast.CuratorGroup).ToList();
        dice.Shuffle(others);
        var withTwo = draft.Size.Representatives - draft.Families.Sum(f => f.Size) - others.Count;
        for (var i = 0; i < others.Count; i++)
        {
            others[i].Size = i < withTwo ? 2 : 1;
        }
    }

    private static void AddEmployees(Draft draft, Dice dice)
    {
        var employees = draft.Staff.Where(e => e.Family is not null).ToList();
        var families = draft.Families.Where(f => IsFree(f) && !f.IsWard).ToList();
        dice.Shuffle(employees);
        dice.Shuffle(families);
        for (var i = 0; i < draft.Size.StaffParents; i++)
        {
            families[i].Employee = employees[i];
        }
    }
}
