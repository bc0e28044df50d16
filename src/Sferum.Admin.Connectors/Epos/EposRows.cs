using Sferum.Admin.Connectors.Http;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.Import.Reading;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Connectors.Epos;

/// <summary>A profile of an employee; a person may have several, of one user.</summary>
internal sealed record EposEmployee(JournalEmployee Employee, string? UserId);

/// <summary>
/// Rows of answers in our words; samples beside this file in <c>Samples/</c>. Pure. Fields that are not named here are not read:
/// e-mails, phones and СНИЛС of people stay in the answer.
/// </summary>
internal static class EposRows
{
    /// <summary>Contract §4.1; our codes are <c>Platform.Connector</c>.</summary>
    private static readonly Dictionary<string, string> Platforms = new() { ["max"] = "max", ["vk_id"] = "vk" };

    private static readonly string[] NoticeFields = ["text", "message", "body", "content", "title"];

    /// <summary>Who the session belongs to: <c>Samples/session.json</c>.</summary>
    /// <returns>The profile that may read lists; <see langword="null"/> when there is none.</returns>
    public static (string UserId, string? AdministratorProfileId) Session(JsonRow row) => (
        row.Id("id"),
        row.Rows("profiles").Where(p => p.OptionalTexts("roles").Contains("school_admin")).Select(p => p.Id("id")).FirstOrDefault());

    /// <summary><c>Samples/academic_years.json</c>.</summary>
    /// <returns>The id of the current year: the one that says so, else the last (contract §3.2).</returns>
    public static string? CurrentYear(IReadOnlyList<(string Id, bool IsCurrent)> years) =>
        years.Where(y => y.IsCurrent).Concat(years.TakeLast(1)).Select(y => y.Id).FirstOrDefault();

    public static (string Id, bool IsCurrent) Year(JsonRow row) => (row.Id("id"), row.OptionalFlag("current_year"));

    /// <summary><c>Samples/class_units.json</c>.</summary>
    public static JournalGroup Group(JsonRow row) => new(row.Id("id"), row.Text("name"));

    /// <summary><c>Samples/student_profiles.json</c>.</summary>
    /// <param name="groupId">The group that was asked for, where the row does not name its own.</param>
    /// <param name="today">Birth dates after it are mistakes.</param>
    public static JournalStudent Student(JsonRow row, string groupId, DateOnly today)
    {
        var personId = row.OptionalId("person_id");
        return new JournalStudent(
            personId ?? $"student-{row.Id("id")}",
            personId is not null,
            row.Text("user_name"),
            Day(row.NullableText("birth_date"), today),
            row.OptionalRow("class_unit")?.Id("id") ?? groupId,
            Day(row.NullableText("left_on"), DateOnly.MaxValue),
            [.. row.Rows("parents").Select(Representative)]);
    }

    /// <summary><c>Samples/teacher_profiles.json</c>.</summary>
    public static EposEmployee Employee(JsonRow row)
    {
        var personId = row.OptionalId("person_id");
        var groups = row.Rows("managed_class_units").Select(g => g.Id("id")).ToList();
        return new EposEmployee(
            new JournalEmployee(personId ?? $"staff-{row.Id("user_integration_id")}", personId is not null, row.Text("name"), groups),
            row.OptionalId("user_id"));
    }

    /// <summary><c>Samples/group_persons.json</c>.</summary>
    /// <param name="asOf">Of the row's page, UTC.</param>
    public static JournalSighting Sighting(JsonRow row, DateTime asOf) =>
        new(row.Id("person_id"), Role(row), asOf, Links(row), [.. row.Rows("chats").Select(Chat).DistinctBy(c => c.Id)]);

    /// <summary><c>Samples/person_links.json</c>: without the chats.</summary>
    public static JournalSighting PersonLinks(JsonRow row) =>
        new(row.Id("person_id"), Role(row), EposReply.ParseMoment(row.Text("as_of")) ?? throw row.Wrong("as_of"), Links(row), []);

    /// <summary><c>Samples/person_chats.json</c>.</summary>
    public static JournalChat Chat(JsonRow row) => new(
        row.Id("id"),
        row.Text("kind") switch
        {
            "staff" => ChatKind.Staff,
            "group" => ChatKind.Group,
            "parents" => ChatKind.Parents,
            _ => ChatKind.Custom,
        },
        row.Text("title"),
        row.OptionalId("class_unit_id"));

    /// <summary>The words of the day's notice. Its fields are not known: the first of the likely ones that holds a text.</summary>
    public static string? Notice(JsonRow row) => NoticeFields.Select(row.AnyText).FirstOrDefault(t => t is not null);

    /// <summary>All profiles of a person as one row: the one in force before those who left, the latest of those.</summary>
    public static IReadOnlyList<JournalStudent> Joined(IEnumerable<JournalStudent> profiles) =>
    [
        .. profiles.GroupBy(s => s.PersonId, StringComparer.OrdinalIgnoreCase).Select(same =>
        {
            var main = same.MaxBy(s => s.LeftOn ?? DateOnly.MaxValue)!;
            return main with
            {
                BirthDate = main.BirthDate ?? same.Select(s => s.BirthDate).FirstOrDefault(d => d is not null),
                Representatives = [.. same.SelectMany(s => s.Representatives).DistinctBy(r => r.PersonId, StringComparer.OrdinalIgnoreCase)],
            };
        }),
    ];

    /// <summary>All profiles of a person as one row, joined by the lasting key, and by the user where a profile has no such key.</summary>
    public static IReadOnlyList<JournalEmployee> Joined(IReadOnlyList<EposEmployee> profiles)
    {
        var keyOfUser = new Dictionary<string, string>();
        foreach (var profile in profiles.OrderByDescending(p => p.Employee.HasStableId))
        {
            if (profile.UserId is { } user)
            {
                keyOfUser.TryAdd(user, profile.Employee.PersonId);
            }
        }

        string KeyOf(EposEmployee p) => p.Employee.HasStableId || p.UserId is null ? p.Employee.PersonId : keyOfUser[p.UserId];
        return
        [
            .. profiles.GroupBy(KeyOf, StringComparer.OrdinalIgnoreCase).Select(same => same.MaxBy(p => p.Employee.HasStableId)!.Employee with
            {
                LeadsGroupIds = [.. same.SelectMany(p => p.Employee.LeadsGroupIds).Distinct()],
            }),
        ];
    }

    private static JournalRepresentative Representative(JsonRow row)
    {
        var personId = row.OptionalId("person_id");
        return new JournalRepresentative(personId ?? $"parent-{row.Id("id")}", personId is not null, row.Text("name"));
    }

    private static JournalRole Role(JsonRow row) => row.Text("role") switch
    {
        "student" => JournalRole.Student,
        "parent" => JournalRole.Representative,
        "staff" => JournalRole.Employee,
        _ => throw row.Wrong("role"),
    };

    /// <summary>Of the platforms we know; a status we do not know says nothing.</summary>
    private static IReadOnlyList<JournalLink> Links(JsonRow row) =>
    [
        .. row.Rows("links").Where(l => Platforms.ContainsKey(l.Text("platform"))).Select(l => new JournalLink(
            Platforms[l.Text("platform")],
            l.Text("status") switch
            {
                "linked" => JournalLinkState.Linked,
                "not_linked" => JournalLinkState.NotLinked,
                "broken" => JournalLinkState.Broken,
                _ => JournalLinkState.Unknown,
            })).DistinctBy(l => l.Platform),
    ];

    /// <summary>A day in any form that rosters have too; what is none of them is nothing.</summary>
    private static DateOnly? Day(string? text, DateOnly latest) => text is null ? null : DateParser.Parse(Cell.Of(text), latest).Date;
}
