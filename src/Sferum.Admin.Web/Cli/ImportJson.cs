using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Import.Applying;
using Sferum.Admin.Core.Import.Changes;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.Parents;

namespace Sferum.Admin.Web.Cli;

/// <summary>The one JSON document of <c>import --json</c>: field names are a contract, others may be added and none renamed.</summary>
internal static class ImportJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        // The reader is a program and the stream is not HTML: Cyrillic stays readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    public static string Of(IReadOnlyList<ImportFile> files, ImportPlan plan, int? number, bool people) => JsonSerializer.Serialize(
        new
        {
            files = plan.Documents.Select((d, i) => FileOf(files[i].Name, d)),
            totals = TotalsOf(plan),
            changes = new { add = plan.Counts.Add, update = plan.Counts.Update, leave = plan.Counts.Leave, same = plan.Counts.Same, doubtful = plan.Counts.Doubtful },
            effectiveOn = plan.EffectiveOn,
            import = number,
            people = people ? PeopleOf(files, plan) : null,
            blocked = plan.Blocked is { } b ? new { code = b.Code, message = b.Message } : null,
            errors = Array.Empty<string>(),
        },
        Options);

    /// <summary>A refusal before there is a plan.</summary>
    public static string OfError(string message) => JsonSerializer.Serialize(new { files = Array.Empty<string>(), blocked = (object?)null, errors = new[] { message } }, Options);

    private static object FileOf(string name, RosterDocument document) => new
    {
        name,
        format = document.File.Format,
        encoding = document.File.Encoding,
        delimiter = document.File.Delimiter?.ToString(),
        sheets = document.Sheets.Select(s => new
        {
            name = s.Name,
            headerRow = s.HeaderRow,
            group = s.Group,
            kind = s.HeaderRow is null ? null : KindOf(s.Kind) + "s",
            columns = s.Columns.Select(c => new { index = c.Index, header = c.Header, field = c.Meaning?.Name }),
            rows = s.Rows,
            skippedRows = s.Skipped.Select(r => new { row = r.Row, why = r.Why }),
            issues = s.Issues.Select(IssueOf),
            note = s.Note,
        }),
    };

    private static object TotalsOf(ImportPlan plan)
    {
        var taken = plan.Rows.Where(r => !r.Row.IsRejected).Select(r => r.Row).ToList();
        var issues = plan.Rows.SelectMany(r => r.Row.Issues).ToList();
        return new
        {
            rows = plan.Rows.Count,
            students = taken.Count(p => p.Kind == RosterKind.Students),
            representatives = taken.Count(p => p.Kind == RosterKind.Representatives) + taken.SelectMany(p => p.Representatives).Select(FamilyKey).Distinct().Count(),
            employees = taken.Count(p => p.Kind == RosterKind.Employees),
            groups = taken.Select(p => p.Group).OfType<string>().Distinct().Count(),
            rejectedRows = plan.RejectedRows,
            warnings = issues.Count(i => i.Severity == IssueSeverity.Warning),
            @fixed = issues.Count(i => i.Severity == IssueSeverity.Fixed),
        };
    }

    private static List<object> PeopleOf(IReadOnlyList<ImportFile> files, ImportPlan plan)
    {
        var people = new List<object>();
        var fileOf = plan.Documents.SelectMany((d, i) => d.Sheets.Select(s => (Sheet: s, files[i].Name))).ToDictionary(x => x.Sheet, x => x.Name);
        foreach (var planned in plan.Rows)
        {
            var row = planned.Row;
            people.Add(new
            {
                file = files.Count > 1 ? fileOf[row.Sheet] : null,
                sheet = row.Sheet.Name,
                row = row.Row,
                kind = KindOf(row.Kind),
                lastName = row.LastName,
                firstName = row.FirstName,
                patronymic = row.Patronymic,
                birthDate = row.BirthDate,
                snils = Camel(row.Snils),
                phones = row.Phones.Select(p => p.Number),
                phoneLabels = row.Phones.Where(p => p.Label is not null).ToDictionary(p => p.Number, p => p.Label),
                emails = row.Emails,
                group = row.Group,
                position = row.Position,
                department = row.Department,
                curatorOf = row.CuratorOf,
                status = row.StatusText,
                order = row.Order is { } o ? new { number = o.Number, date = o.Date } : null,
                studentRef = row.Student is { } s ? new { lastName = s.LastName, firstName = s.FirstName, patronymic = s.Patronymic, group = s.Group, externalId = s.ExternalId } : null,
                organization = row.Organization,
                representatives = row.Representatives.Select(RepresentativeOf),
                issues = row.Issues.Select(IssueOf),
                outcome = Camel(planned.Outcome),
            });
        }

        return people;
    }

    private static object RepresentativeOf(RosterRepresentative r) => new
    {
        kind = Camel(r.Kind),
        lastName = r.LastName,
        firstName = r.FirstName,
        patronymic = r.Patronymic,
        organization = r.Organization,
        phones = r.Phones.Select(p => p.Number),
        phoneLabels = r.Phones.Where(p => p.Label is not null).ToDictionary(p => p.Number, p => p.Label),
        emails = r.Emails,
    };

    /// <summary>One mother of two students is one person.</summary>
    private static string FamilyKey(RosterRepresentative r) =>
        r.Kind == GuardianshipKind.Organization ? r.Organization! : $"{r.LastName} {r.FirstName} {r.Patronymic} {(r.Phones.Count > 0 ? r.Phones[0].Number : "")}";

    private static object IssueOf(RosterIssue issue) => new { code = issue.Code, field = issue.Field, severity = Camel(issue.Severity) };

    private static string KindOf(RosterKind kind) => kind switch
    {
        RosterKind.Students => "student",
        RosterKind.Representatives => "representative",
        RosterKind.Employees => "employee",
        _ => throw new InvalidOperationException($"Unknown kind {kind}."),
    };

    private static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
