using CsCheck;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Students;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Tests.History;

/// <summary>
/// Over 1,000 random histories with touching, overlapping and open periods, the query «on day D» equals a naive answer in memory.
/// The histories stand in one database; each query is one command, sent as the product sends it, for days at, before and after
/// the ends of periods.
/// </summary>
public sealed class HistoryQueriesTests
{
    private const int People = 1000;

    [Theory, Databases]
    public async Task QueriesOnADay_OverRandomHistories_EqualTheNaiveAnswer(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await Histories.All.SampleAsync(
            async histories =>
            {
                await using var database = await TestDatabase.CreateAsync(kind, ct);
                await WriteAsync(database, histories, ct);
                await using var db = database.NewContext();
                database.Queries.Reset();
                foreach (var day in histories.Days)
                {
                    await CompareAsync(db, histories, day, ct);
                }

                database.Queries.Count.Should().Be(5 * histories.Days.Length);
                return true;
            },
            iter: 1,
            threads: 1,
            print: histories => $"{histories.Names.Count} names, {histories.Memberships.Count} memberships");
    }

    [Theory, Databases]
    public async Task QueriesOnADay_NarrowedToOne_StayOneCommand(DatabaseKind kind)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var register = new Register(database);
        var group = register.Group("ИС-21");
        var student = register.Student(group, "Абрамов");
        var mother = register.Representative(student);
        var curator = register.Curator(group);
        await register.SaveAsync(ct);
        await using var db = database.NewContext();
        var day = TestClock.Today;

        (await db.StudentsOn(day).SingleAsync(s => s.PersonId == student.Id, ct)).StudyGroupId.Should().Be(group.Id);
        (await db.CuratorsOn(day).SingleAsync(c => c.StudyGroupId == group.Id, ct)).PersonId.Should().Be(curator.Id);
        (await db.RepresentativesOn(day).SingleAsync(r => r.StudentId == student.Id, ct)).RepresentativeId.Should().Be(mother.Id);
        (await db.NamesOn(day).SingleAsync(n => n.PersonId == student.Id, ct)).LastName.Should().Be("Абрамов");
        (await db.GroupNamesOn(day).SingleAsync(n => n.StudyGroupId == group.Id, ct)).Name.Should().Be("ИС-21");
        database.Queries.Count.Should().Be(5);
    }

    private static async Task CompareAsync(AppDbContext db, Histories histories, DateOnly day, CancellationToken ct)
    {
        var enrolled = histories.Enrollments.Where(e => On(e, day)).Select(e => e.Id).ToHashSet();
        Same(
            await db.StudentsOn(day).Select(s => new { s.MembershipId, s.StudyGroupId, s.PersonId }).ToListAsync(ct),
            histories.Memberships.Where(m => On(m, day) && enrolled.Contains(m.EnrollmentId))
                .Select(m => new { MembershipId = m.Id, m.StudyGroupId, m.PersonId }));

        var employed = histories.Employments.Where(e => On(e, day)).Select(e => e.PersonId).ToHashSet();
        Same(
            await db.CuratorsOn(day).Select(c => new { c.AssignmentId, c.StudyGroupId, c.PersonId, c.Kind }).ToListAsync(ct),
            histories.Curators.Where(c => On(c, day) && employed.Contains(c.PersonId))
                .Select(c => new { AssignmentId = c.Id, c.StudyGroupId, c.PersonId, c.Kind }));

        Same(
            await db.RepresentativesOn(day).Select(r => new { r.GuardianshipId, r.StudentId, r.RepresentativeId, r.IsRestricted }).ToListAsync(ct),
            histories.Guardianships.Where(g => On(g, day)).Select(g => new
            {
                GuardianshipId = g.Id,
                g.StudentId,
                g.RepresentativeId,
                IsRestricted = g.RestrictedFrom is { } from && from <= day && !(g.RestrictedTo <= day),
            }));

        Same(
            await db.NamesOn(day).Select(n => new { n.PersonId, n.LastName }).ToListAsync(ct),
            histories.Persons.Select(p => new
            {
                PersonId = p.Id,
                LastName = histories.Names.Where(n => n.PersonId == p.Id && On(n, day))
                    .OrderBy(n => n.ValidFrom).ThenBy(n => n.RecordedAt).LastOrDefault()?.LastName ?? p.LastName,
            }));

        Same(
            await db.GroupNamesOn(day).Select(n => new { n.StudyGroupId, n.Name }).ToListAsync(ct),
            histories.GroupNames.Where(n => On(n, day)).GroupBy(n => n.StudyGroupId)
                .Select(g => g.OrderBy(n => n.ValidFrom).ThenBy(n => n.RecordedAt).Last())
                .Select(n => new { n.StudyGroupId, n.Name }));
    }

    private static bool On(DatedFact fact, DateOnly day) => !(fact.ValidFrom > day) && !(fact.ValidTo <= day);

    private static void Same<T>(IReadOnlyCollection<T> actual, IEnumerable<T> expected)
    {
        var naive = expected.ToHashSet();
        actual.Count.Should().Be(naive.Count);
        naive.SetEquals(actual).Should().BeTrue();
    }

    private static async Task WriteAsync(TestDatabase database, Histories histories, CancellationToken ct)
    {
        await using var db = database.NewContext();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await BulkAudit.DeclareAsync(db, Actor.System("tests"), database.Time, "arrange", nameof(Histories), "1", 0, ct);
        var bulk = database.Get<IBulkWriter>();
        await bulk.InsertAsync(db, histories.Persons, ct);
        await bulk.InsertAsync(db, histories.Names, ct);
        await bulk.InsertAsync(db, histories.Groups, ct);
        await bulk.InsertAsync(db, histories.GroupNames, ct);
        await bulk.InsertAsync(db, histories.Enrollments, ct);
        await bulk.InsertAsync(db, histories.Memberships, ct);
        await bulk.InsertAsync(db, histories.Employments, ct);
        await bulk.InsertAsync(db, histories.Curators, ct);
        await bulk.InsertAsync(db, histories.Guardianships, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>The random histories of 1,000 people, each a student, an employee, a curator and a representative by turns.</summary>
    private sealed record Histories(
        DateOnly[] Days,
        List<Person> Persons,
        List<PersonName> Names,
        List<StudyGroup> Groups,
        List<StudyGroupName> GroupNames,
        List<Enrollment> Enrollments,
        List<GroupMembership> Memberships,
        List<Employment> Employments,
        List<CuratorAssignment> Curators,
        List<Guardianship> Guardianships)
    {
        private static readonly DateOnly Start = new(2026, 8, 25);

        /// <summary>Up to four periods in a row: each begins before, at or after the end of the one before; any may be open.</summary>
        private static readonly Gen<Span[]> Spans = Gen.Select(Gen.Int[0, 40], Gen.Int[-1, 30].Array[0, 4], Gen.Int[-6, 6].Array[4], (first, lengths, gaps) =>
        {
            var spans = new List<Span>();
            var from = Start.AddDays(first);
            for (var i = 0; i < lengths.Length; i++)
            {
                var end = from.AddDays(Math.Max(1, lengths[i]));
                spans.Add(new Span(from, lengths[i] < 0 ? null : end));
                // Every other gap is none at all: the periods touch.
                from = end.AddDays(i % 2 == 0 ? 0 : gaps[i]);
            }

            return spans.ToArray();
        });

        public static readonly Gen<Histories> All = Gen.Select(Spans.Array[6 * People], Spans.Array[20], Gen.Int[0, 90].Array[12], Make);

        private static Histories Make(Span[][] spans, Span[][] groups, int[] days)
        {
            var all = new Histories([.. days.Select(d => Start.AddDays(d)).Distinct()], [], [], [], [], [], [], [], [], []);
            var next = 0;
            for (var i = 0; i < groups.Length; i++)
            {
                var group = new StudyGroup { ValidFrom = Start, RecordedAt = Moment(0) };
                all.Groups.Add(group);
                all.GroupNames.AddRange(groups[i].Select((span, n) => Dated(new StudyGroupName { StudyGroupId = group.Id, Name = $"ИС-{i}{n}" }, span, ref next)));
            }

            for (var i = 0; i < People; i++)
            {
                all.Persons.Add(new Person { LastName = $"Фамилия{i}", FirstName = "Имя", CreatedAt = Moment(0) });
            }

            for (var i = 0; i < People; i++)
            {
                all.AddPerson(i, spans.AsSpan(6 * i, 6), ref next);
            }

            return all;
        }

        private void AddPerson(int i, ReadOnlySpan<Span[]> spans, ref int next)
        {
            var person = Persons[i].Id;
            var group = Groups[i % Groups.Count].Id;
            foreach (var span in spans[0])
            {
                Names.Add(Dated(new PersonName { PersonId = person, LastName = $"Фамилия{i}-{next}", FirstName = "Имя" }, span, ref next));
            }

            foreach (var span in spans[1])
            {
                var enrollment = Dated(new Enrollment { PersonId = person }, span, ref next);
                Enrollments.Add(enrollment);
                foreach (var part in spans[2])
                {
                    Memberships.Add(Dated(new GroupMembership { EnrollmentId = enrollment.Id, PersonId = person, StudyGroupId = group }, part, ref next));
                }
            }

            foreach (var span in spans[3])
            {
                Employments.Add(Dated(new Employment { PersonId = person, Position = "Преподаватель" }, span, ref next));
            }

            foreach (var span in spans[4])
            {
                Curators.Add(Dated(new CuratorAssignment { PersonId = person, StudyGroupId = group, Kind = (CuratorKind)(next % 2) }, span, ref next));
            }

            for (var n = 0; n < spans[5].Length; n++)
            {
                var restriction = n > 0 ? spans[5][n - 1] : (Span?)null;
                Guardianships.Add(Dated(
                    new Guardianship
                    {
                        RepresentativeId = person,
                        StudentId = Persons[(i + 1) % People].Id,
                        RestrictedFrom = restriction?.From,
                        RestrictedTo = restriction?.To,
                    },
                    spans[5][n],
                    ref next));
            }
        }

        private static T Dated<T>(T fact, Span span, ref int next)
            where T : DatedFact
        {
            fact.ValidFrom = span.From;
            fact.ValidTo = span.To;
            fact.RecordedAt = Moment(next++);
            return fact;
        }

        private static DateTime Moment(int minute) => new DateTime(2026, 8, 20, 0, 0, 0, DateTimeKind.Utc).AddMinutes(minute);
    }

    private readonly record struct Span(DateOnly From, DateOnly? To);
}
