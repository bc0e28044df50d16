using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sferum.Admin.Simulator.Hosting;
using Sferum.Admin.Simulator.World;

namespace Sferum.Admin.Simulator.Epos;

/// <summary>Links and chats shown, by the assumed contract <c>epos-assumed-1</c> (§4). The real system has no such routes.</summary>
internal sealed class AssumedRoutes(SimulatorRun run)
{
    public const string Prefix = "/epos/x-assumed/1";
    public const string ContractHeader = "X-Assumed-Contract";
    public const string Contract = "epos-assumed-1";
    public const string AsOfHeader = "X-As-Of";
    public const string NobodyThere = "Профиль не найден";

    /// <summary>Somebody of another organisation: 403.</summary>
    public const string ElsewhereId = "6f1e7a52-0000-4000-8000-0000000000ff";

    private const string StaffUnit = "staff";

    public void Map(IEndpointRouteBuilder epos)
    {
        epos.MapGet("/x-assumed/1/class_units/{id}/persons", EposGate.Administrator(run.Sessions, PersonsAsync));
        epos.MapGet("/x-assumed/1/persons/{id}/links", EposGate.Administrator(run.Sessions, OfPerson((context, writer, person) => EposJson.WriteAsync(context, writer.PersonLinks(person)))));
        epos.MapGet("/x-assumed/1/persons/{id}/chats", EposGate.Administrator(run.Sessions, OfPerson((context, writer, person) =>
            EposReply.PageAsync(context, writer.Chats(person), run.Options.PageLimit, writer.Chat))));
    }

    private Task PersonsAsync(HttpContext context)
    {
        var id = context.Request.RouteValues["id"]!.ToString();
        var snapshot = run.Snapshot(context);
        var writer = new EposWriter(run.World, snapshot, run.School);
        if (PeopleOf(id!, snapshot) is not { } people)
        {
            return EposJson.RefuseAsync(context, StatusCodes.Status404NotFound, "Класс не найден");
        }

        context.Response.Headers[AsOfHeader] = writer.AsOf;
        return EposReply.PageAsync(context, people, run.Options.PageLimit, p => writer.Sight(p.Person, p.Role));
    }

    /// <summary>Employees, or the students of a class unit with their representatives; nobody twice.</summary>
    private List<(SimulatedPerson Person, SimulatedRole Role)>? PeopleOf(string unitId, JournalSnapshot snapshot)
    {
        var college = run.World.College;
        if (unitId == StaffUnit)
        {
            return [.. college.Teachers.Select(t => t.Person).Distinct().Where(p => snapshot.View(p).LeftOn is null).Select(p => (p, SimulatedRole.Staff))];
        }

        if (!college.ClassUnits.Any(u => u.Id.ToString(CultureInfo.InvariantCulture) == unitId))
        {
            return null;
        }

        var students = college.Students.Where(s => s.ClassUnitId.ToString(CultureInfo.InvariantCulture) == unitId).ToList();
        var parents = students.SelectMany(s => s.Parents).Select(p => p.Person).Distinct().Where(p => snapshot.View(p).LeftOn is null);
        return [.. students.Select(s => s.Person).Distinct().Select(p => (p, SimulatedRole.Student)), .. parents.Select(p => (p, SimulatedRole.Parent))];
    }

    private RequestDelegate OfPerson(Func<HttpContext, EposWriter, SimulatedPerson, Task> answer) => context =>
    {
        if (!run.PerPerson.TryTake())
        {
            context.Response.Headers.RetryAfter = run.Profile.RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return EposJson.RefuseAsync(context, StatusCodes.Status429TooManyRequests, "Слишком много запросов");
        }

        var id = context.Request.RouteValues["id"]!.ToString()!;
        if (id == ElsewhereId)
        {
            return EposJson.RefuseAsync(context, StatusCodes.Status403Forbidden, EposGate.NoRight);
        }

        if (run.World.College.Person(id) is not { } person)
        {
            return EposJson.RefuseAsync(context, StatusCodes.Status404NotFound, NobodyThere);
        }

        var writer = new EposWriter(run.World, run.Snapshot(context), run.School);
        context.Response.Headers[AsOfHeader] = writer.AsOf;
        return answer(context, writer, person);
    };
}
