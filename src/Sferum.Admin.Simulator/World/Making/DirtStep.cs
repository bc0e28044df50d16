using System.Globalization;
using Sferum.Admin.Simulator.College;

namespace Sferum.Admin.Simulator.World.Making;

/// <summary>Some three percent of the rows written as people write (contract, §5 row 6), without touching who is who.</summary>
internal static class DirtStep
{
    private const int YoPercent = 40;
    private const int LatinPerMille = 10;
    private const int DatePerMille = 15;
    private const int CountLagPercent = 10;
    private const int TwoProfiles = 5;
    private const int StudentsWithoutId = 3;
    private const int StaffWithoutId = 2;

    /// <summary>Cyrillic letters that a Latin one prints like, lower case within a word.</summary>
    private const string Cyrillic = "аеорсух";
    private const string Latin = "aeopcyx";

    public static void Run(WorldDraft draft, HashSet<Guid> spared)
    {
        var dice = draft.Dice.Fork("dirt");
        foreach (var person in draft.People)
        {
            Misspell(draft, dice, person);
        }

        foreach (var student in draft.Students)
        {
            if (dice.Next(1000) < DatePerMille && student.BirthDate is { } text)
            {
                var birth = DateOnly.ParseExact(text, "dd.MM.yyyy", CultureInfo.InvariantCulture);
                student.BirthDate = birth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (dice.Chance(50) ? "" : "T00:00:00");
                draft.Planted.OtherDateForm.Add(student.Person.Id);
            }
        }

        var plain = Plain(draft, spared).ToList();
        dice.Shuffle(plain);
        foreach (var student in plain.Take(TwoProfiles))
        {
            // A second profile of the same person: read twice, he is still one.
            draft.AddStudent(student.Person, student.ClassUnitId, null, student.EnlistedOn).BirthDate = student.BirthDate;
            draft.Planted.TwoProfiles.Add(student.Person.Id);
        }

        HideIds(draft, [.. plain.Skip(TwoProfiles).Take(StudentsWithoutId)], spared);
        CountBadly(draft, dice);
    }

    private static void Misspell(WorldDraft draft, Dice dice, SimulatedPerson person)
    {
        var (withoutYo, latin, at) = (dice.Chance(YoPercent), dice.Next(1000) < LatinPerMille, dice.Next(1000));
        if (withoutYo && (person.Name.Contains('ё') || person.Name.Contains('Ё')))
        {
            person.Name = person.Name.Replace('ё', 'е').Replace('Ё', 'Е');
            draft.Planted.WithoutYo.Add(person.Id);
        }

        var places = Enumerable.Range(0, person.Name.Length).Where(i => Cyrillic.Contains(person.Name[i])).ToList();
        if (latin && places.Count > 0)
        {
            var i = places[at % places.Count];
            person.Name = $"{person.Name[..i]}{Latin[Cyrillic.IndexOf(person.Name[i])]}{person.Name[(i + 1)..]}";
            draft.Planted.LatinLetters.Add(person.Id);
        }
    }

    /// <summary>Students in whom nothing else is odd.</summary>
    private static IEnumerable<SimulatedStudent> Plain(WorldDraft draft, HashSet<Guid> spared) =>
        draft.Students.Where(s => s.LeftOn is null && draft.RegisterIds.TryGetValue(s.Person, out var id) && !spared.Contains(id) && !IsNoted(draft, s.Person));

    private static void HideIds(WorldDraft draft, List<SimulatedStudent> students, HashSet<Guid> spared)
    {
        foreach (var student in students)
        {
            student.Person.StandIn = string.Create(CultureInfo.InvariantCulture, $"student-{student.Id}");
            draft.Planted.WithoutId.Add(student.Person.Id);
        }

        foreach (var teacher in draft.Teachers.Where(t => draft.RegisterIds.TryGetValue(t.Person, out var id) && !spared.Contains(id) && !IsNoted(draft, t.Person)).Take(StaffWithoutId))
        {
            teacher.Person.StandIn = string.Create(CultureInfo.InvariantCulture, $"staff-{teacher.IntegrationId}");
            draft.Planted.WithoutId.Add(teacher.Person.Id);
        }
    }

    /// <summary>Whoever is noted by id must keep it.</summary>
    private static bool IsNoted(WorldDraft draft, SimulatedPerson person)
    {
        var planted = draft.Planted;
        return planted.LatinLetters.Contains(person.Id) || planted.WithoutYo.Contains(person.Id) || planted.OtherDateForm.Contains(person.Id)
            || planted.WithoutChat.Contains(person.Id) || planted.UnknownLink.Contains(person.Id);
    }

    private static void CountBadly(WorldDraft draft, Dice dice)
    {
        var rows = draft.Students.Where(s => s.LeftOn is null).DistinctBy(s => s.Person).CountBy(s => s.ClassUnitId).ToDictionary();
        for (var i = 0; i < draft.ClassUnits.Count; i++)
        {
            draft.ClassUnits[i] = draft.ClassUnits[i] with { StudentCount = rows.GetValueOrDefault(draft.ClassUnits[i].Id) };
        }

        var count = draft.ClassUnits.Count * CountLagPercent / 100;
        for (var i = 0; i < count; i++)
        {
            var at = (i * draft.ClassUnits.Count / count) + dice.Next(draft.ClassUnits.Count / count);
            draft.ClassUnits[at] = draft.ClassUnits[at] with { StudentCount = draft.ClassUnits[at].StudentCount + (dice.Chance(50) ? 1 : -1) };
            draft.Planted.CountLag.Add(draft.ClassUnits[at].Id);
        }
    }
}
