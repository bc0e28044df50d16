using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sferum.Admin.Simulator.Control;
using Sferum.Admin.Simulator.Hosting;
using Sferum.Admin.Simulator.World;

namespace Sferum.Admin.Simulator.Epos;

/// <summary>The journal's own routes (contract, §3): session, years, class units, students, employees, notices. Everything else is 404.</summary>
internal sealed class EposRoutes(SimulatorRun run)
{
    private const int CurrentYearId = 14;
    private const string NotFound = "Не найдено";

    public static void Map(IEndpointRouteBuilder routes, SimulatorRun run)
    {
        var (epos, self) = (routes.MapGroup("/epos"), new EposRoutes(run));
        epos.MapPost("/lms/api/sessions", self.SignInAsync);
        epos.MapDelete("/lms/api/sessions", EposGate.Session(run.Sessions, self.SignOutAsync));
        epos.MapGet("/core/api/academic_years", EposGate.Session(run.Sessions, self.YearsAsync));
        epos.MapGet("/acl/api/system_messages", EposGate.Session(run.Sessions, self.NoticesAsync));
        epos.MapGet("/core/api/class_units", EposGate.Administrator(run.Sessions, self.UnitsAsync));
        epos.MapGet("/core/api/student_profiles", EposGate.Administrator(run.Sessions, self.StudentsAsync));
        epos.MapGet("/core/api/student_profiles/{id}", EposGate.Administrator(run.Sessions, self.StudentAsync));
        epos.MapGet("/core/api/teacher_profiles", EposGate.Administrator(run.Sessions, self.TeachersAsync));
        new AssumedRoutes(run).Map(epos);
        epos.Map("/{**rest}", context => EposJson.RefuseAsync(context, StatusCodes.Status404NotFound, NotFound));
    }

    private EposWriter Writer(HttpContext context) => new(run.World, run.Snapshot(context), run.School);

    private async Task SignInAsync(HttpContext context)
    {
        string? token;
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            token = body.RootElement.GetProperty("auth_token").GetString();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            await EposJson.RefuseAsync(context, StatusCodes.Status400BadRequest, "Не указан auth_token");
            return;
        }

        if (!run.Sessions.SignIn(token))
        {
            await EposJson.RefuseAsync(context, StatusCodes.Status401Unauthorized, EposGate.SessionEnded);
            return;
        }

        await EposJson.WriteAsync(context, new SessionRow(
            EposSessions.UserId, "Ирина", "Админова", "Петровна", new Guid("6f1e7a52-0000-4000-8000-000000000001"), null, token!, "esia",
            [
                new SessionProfileRow(EposSessions.TeacherProfile, "teacher", ["teacher"], EposSessions.UserId, 77, true),
                new SessionProfileRow(EposSessions.AdministratorProfile, "staff", ["school_admin", "teacher"], EposSessions.UserId, 77, true),
            ]));
    }

    private Task SignOutAsync(HttpContext context)
    {
        run.Sessions.SignOut(EposGate.TokenOf(context.Request)!);
        return EposJson.WriteAsync(context, new { status = "ok", http_status_code = StatusCodes.Status200OK });
    }

    private Task YearsAsync(HttpContext context)
    {
        var first = run.World.College.AcademicYear.Year;
        // Not in order of time: the order of the array is not promised.
        AcademicYearRow[] years = [Year(CurrentYearId, first, true), Year(CurrentYearId - 1, first - 1, false)];
        return EposReply.ListAsync(context, [.. years.Where(y => y.CurrentYear || !EposQuery.Flag(context.Request, "only_current_year"))]);

        static AcademicYearRow Year(int id, int first, bool isCurrent) => new(
            id, string.Create(CultureInfo.InvariantCulture, $"{first}/{first + 1}"), string.Create(CultureInfo.InvariantCulture, $"{first}-09-01"), string.Create(CultureInfo.InvariantCulture, $"{first + 1}-08-31"), 3, isCurrent);
    }

    /// <summary>One notice while a fault of maintenance is on.</summary>
    private Task NoticesAsync(HttpContext context)
    {
        var isOutage = run.Faults.Current.Any(f => f.Fault.Kind is FaultKind.Unavailable or FaultKind.BadGateway);
        var at = EposJson.Moment(run.School, run.School.Now);
        return EposReply.ListAsync<NoticeRow>(context, isOutage ? [new NoticeRow(1, "Технические работы", "Ведутся технические работы, часть разделов недоступна.", at)] : []);
    }

    private Task UnitsAsync(HttpContext context)
    {
        var (ids, levels) = (EposQuery.Ids(context.Request, "ids"), EposQuery.Ids(context.Request, "class_level_id"));
        var units = run.World.College.ClassUnits.Where(u => IsCurrentYear(context) && ids?.Contains(u.Id) != false && levels?.Contains(u.ClassLevelId) != false);
        return EposReply.ListAsync(context, [.. units.Select(u => new ClassUnitRow(u.Id, u.Name, u.Name, "", u.ClassLevelId, u.StudentCount, false))]);
    }

    private Task StudentsAsync(HttpContext context)
    {
        var request = context.Request;
        var (units, ids, name) = (EposQuery.Ids(request, "class_unit_ids"), EposQuery.Ids(request, "ids"), request.Query["user_name"].ToString());
        var (withGroups, withParents, writer) = (EposQuery.Flag(request, "with_groups"), EposQuery.Flag(request, "with_parents"), Writer(context));
        var students = run.World.College.Students.Where(s => IsCurrentYear(context)
            && units?.Contains(s.ClassUnitId) != false && ids?.Contains(s.Id) != false && s.Person.Name.Contains(name, StringComparison.OrdinalIgnoreCase));
        return EposReply.PageAsync(context, [.. students], run.Options.PageLimit, s => writer.Student(s, withGroups, withParents));
    }

    private Task StudentAsync(HttpContext context)
    {
        var id = context.Request.RouteValues["id"]!.ToString();
        var student = run.World.College.Students.FirstOrDefault(s => s.Id.ToString(CultureInfo.InvariantCulture) == id);
        return student is null
            ? EposJson.RefuseAsync(context, StatusCodes.Status404NotFound, AssumedRoutes.NobodyThere)
            : EposJson.WriteAsync(context, Writer(context).Student(student, EposQuery.Flag(context.Request, "with_groups"), EposQuery.Flag(context.Request, "with_parents")));
    }

    private Task TeachersAsync(HttpContext context)
    {
        var (ids, name, writer) = (EposQuery.Ids(context.Request, "ids"), context.Request.Query["user_name"].ToString(), Writer(context));
        var snapshot = run.Snapshot(context);
        var teachers = run.World.College.Teachers.Where(t => IsCurrentYear(context)
            && snapshot.View(t.Person).LeftOn is null && ids?.Contains(t.Id) != false && t.Person.Name.Contains(name, StringComparison.OrdinalIgnoreCase));
        return EposReply.PageAsync<SimulatedTeacher, TeacherRow>(context, [.. teachers], run.Options.PageLimit, writer.Teacher, !run.Profile.HidesTeacherTotals);
    }

    /// <summary>Of other years nothing is known here.</summary>
    private static bool IsCurrentYear(HttpContext context) => EposQuery.Ids(context.Request, "academic_year_id")?.Contains(CurrentYearId) != false;
}
