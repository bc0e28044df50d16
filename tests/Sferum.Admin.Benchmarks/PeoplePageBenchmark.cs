using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Platforms;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Students;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.TestSupport;

namespace Sferum.Admin.Benchmarks;

/// <summary>Server time of a page of <c>/people</c>: 50 rows out of 100,000 people, in the default order, by tab and by search.</summary>
internal static class PeoplePageBenchmark
{
    private const int Runs = 40;
    private static readonly string[] LastNames = ["Абрамов", "Белов", "Власов", "Гусев", "Дроздов", "Ёлкин", "Жуков", "Зимин", "Ильин", "Котов", "Лыткин", "Мальцев", "Носков", "Орлов", "Пермяков", "Рогов", "Седых", "Титов", "Ушаков", "Фомин", "Хохлов", "Цветков", "Чащин", "Шилов", "Щукин", "Юшков", "Яковлев"];
    private static readonly string[] Endings = ["", "ин", "ский", "енко", "ов", "цев", "чук", "ко", "ых", "вич"];
    private static readonly string[] FirstNames = ["Анна", "Борис", "Вера", "Глеб", "Дарья", "Егор", "Жанна", "Захар", "Инна", "Кирилл", "Лидия", "Мария", "Нина", "Олег", "Пётр", "Роман", "Софья", "Тимур", "Ульяна", "Фёдор", "Юлия"];
    private static readonly string[] Patronymics = ["Петрович", "Ильич", "Сергеевна", "Павловна", "Олегович", "Юрьевна", "Борисовна", "Глебович", "Фёдоровна", "Ильинична", "Романович"];

    public static async Task RunAsync(BenchmarkOptions options)
    {
        var kind = options.PostgreSql ? DatabaseKind.PostgreSql : DatabaseKind.Sqlite;
        var size = options.Size ?? 100_000;
        await using var database = await TestDatabase.CreateAsync(kind, CancellationToken.None);
        await FillAsync(database, size);
        var queries = database.Get<PeopleQueries>();

        var all = new PeopleRequest(new PeopleFilter());
        var middle = (await queries.PageAsync(TestActors.Administrator, new PeopleRequest(new PeopleFilter { Text = "мальцев юлия" }), default)).Value.Rows[0].Id;
        var cases = new Dictionary<string, PeopleRequest>
        {
            ["first"] = all,
            ["middle"] = all with { After = middle },
            ["birth-date"] = all with { Sort = PeopleSort.BirthDate, Descending = true },
            ["tab-staff"] = new(new PeopleFilter { Tab = PeopleTab.Staff }),
            ["tab-students"] = new(new PeopleFilter { Tab = PeopleTab.Students }),
            ["tab-representatives"] = new(new PeopleFilter { Tab = PeopleTab.Representatives }),
            ["search-surname"] = new(new PeopleFilter { Text = "пермяковский" }),
            ["search-two-words"] = new(new PeopleFilter { Text = "юлия ёлкин" }),
            ["search-common"] = new(new PeopleFilter { Text = "а" }),
            ["search-nobody"] = new(new PeopleFilter { Text = "несуществующий" }),
            ["search-phone"] = new(new PeopleFilter { Text = "8 902 000-41-07" }),
            ["search-phone-tail"] = new(new PeopleFilter { Text = "41-07" }),
            ["without-phone"] = new(new PeopleFilter { WithoutPhone = true }),
        };
        foreach (var (name, request) in cases)
        {
            await MeasureAsync(name, request);
        }

        async Task MeasureAsync(string name, PeopleRequest request)
        {
            var times = new List<double>(Runs);
            var total = 0;
            for (var i = 0; i < Runs + 5; i++)
            {
                database.Queries.Reset();
                var watch = Stopwatch.StartNew();
                total = (await queries.PageAsync(TestActors.Administrator, request, default)).Value.Total;
                if (i >= 5)
                {
                    times.Add(watch.Elapsed.TotalMilliseconds);
                }
            }

            times.Sort();
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                benchmark = "people-page",
                @case = name,
                database = kind.ToString(),
                people = size,
                found = total,
                queries = database.Queries.Count,
                p50_ms = Math.Round(times[Runs / 2], 1),
                p95_ms = Math.Round(times[(int)(Runs * 0.95)], 1),
            }));
        }
    }

    /// <summary>Of 100 people 4 work, 40 study in 1,600 groups, 56 represent them; one in seven has no phone, one in five no birth date.</summary>
    private static async Task FillAsync(TestDatabase database, int size)
    {
        var random = new Random(20261120);
        var now = TestClock.Now;
        var from = Register.YearStart;
        var groups = Enumerable.Range(0, Math.Max(1, size / 62)).Select(_ => new StudyGroup { ValidFrom = from, RecordedAt = now }).ToList();
        var messenger = new Platform { Kind = PlatformKind.Messenger, Name = "MAX", ValidFrom = from, RecordedAt = now };
        var people = new List<Person>(size);
        var rows = (Contacts: new List<PersonContact>(), Jobs: new List<Employment>(), Enrolments: new List<Enrollment>(), Members: new List<GroupMembership>(), Families: new List<Guardianship>(), Links: new List<LinkStatus>());
        var students = new List<Guid>();
        for (var i = 0; i < size; i++)
        {
            var person = new Person
            {
                LastName = Pick(LastNames) + Pick(Endings),
                FirstName = Pick(FirstNames),
                Patronymic = Pick(Patronymics),
                BirthDate = random.Next(5) == 0 ? null : new DateOnly(1970 + random.Next(40), 1 + random.Next(12), 1 + random.Next(28)),
                CreatedAt = now,
            };
            person.RefreshSearchKey();
            people.Add(person);
            if (random.Next(7) > 0)
            {
                rows.Contacts.Add(new PersonContact { PersonId = person.Id, Kind = ContactKind.Phone, Value = string.Create(CultureInfo.InvariantCulture, $"+7902{random.Next(10_000_000):0000000}"), ValidFrom = from, RecordedAt = now });
            }

            if (random.Next(3) > 0)
            {
                rows.Links.Add(new LinkStatus { PersonId = person.Id, PlatformId = messenger.Id, State = (LinkState)random.Next(6), ValidUntil = random.Next(2) == 0 ? null : from.AddYears(1) });
            }

            switch (i % 100)
            {
                case < 4:
                    rows.Jobs.Add(new Employment { PersonId = person.Id, Position = "Преподаватель", ValidFrom = from, RecordedAt = now });
                    break;
                case < 44:
                    students.Add(person.Id);
                    var enrolment = new Enrollment { PersonId = person.Id, ValidFrom = from, RecordedAt = now };
                    rows.Enrolments.Add(enrolment);
                    rows.Members.Add(new GroupMembership { EnrollmentId = enrolment.Id, PersonId = person.Id, StudyGroupId = groups[random.Next(groups.Count)].Id, ValidFrom = from, RecordedAt = now });
                    break;
                default:
                    rows.Families.Add(new Guardianship { StudentId = students[random.Next(students.Count)], RepresentativeId = person.Id, Kind = GuardianshipKind.Mother, ValidFrom = from, RecordedAt = now });
                    break;
            }
        }

        var names = groups.Select((g, i) => new StudyGroupName { StudyGroupId = g.Id, Name = $"ИС-{i}", ValidFrom = from, RecordedAt = now }).ToList();
        names.ForEach(n => n.RefreshSearchKey());
        var bulk = database.Get<IBulkWriter>();
        await using var db = database.NewContext();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await BulkAudit.DeclareAsync(db, Actor.System("benchmark"), database.Time, "arrange", "Benchmark", "people-page", size, default);
            await bulk.InsertAsync(db, [messenger], default);
            await bulk.InsertAsync(db, groups, default);
            await bulk.InsertAsync(db, names, default);
            await bulk.InsertAsync(db, people, default);
            await bulk.InsertAsync(db, rows.Contacts, default);
            await bulk.InsertAsync(db, rows.Jobs, default);
            await bulk.InsertAsync(db, rows.Enrolments, default);
            await bulk.InsertAsync(db, rows.Members, default);
            await bulk.InsertAsync(db, rows.Families, default);
            await bulk.InsertAsync(db, rows.Links, default);
            await transaction.CommitAsync();
        }

        // What autovacuum and the nightly job do on a server that is not an hour old.
        await db.Database.ExecuteSqlAsync(Statistics(database.Kind));
        static FormattableString Statistics(DatabaseKind kind) => kind == DatabaseKind.PostgreSql ? (FormattableString)$"VACUUM ANALYZE" : $"ANALYZE";

        string Pick(string[] from) => from[random.Next(from.Length)];
    }
}
