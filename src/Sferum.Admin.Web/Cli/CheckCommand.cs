using System.CommandLine;
using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Web.Hosting;

namespace Sferum.Admin.Web.Cli;

/// <summary>
/// <c>check</c>: reads the journal now through the same use case as the nightly job. Exit code 0 when something was read, also partly
/// (the reason is printed); 1 when nothing was: no session, a run that is at it, a source that failed, a stop.
/// </summary>
internal static class CheckCommand
{
    private static readonly Option<string?> Group = new("--group") { Description = "Только эта группа", HelpName = "NAME" };
    private static readonly Option<Guid?> Person = PersonOption.Create("Только этот человек: его номер в портале");
    private static readonly Option<bool> Json = new("--json") { Description = "Один документ JSON на стандартный вывод" };

    public static Command Create()
    {
        var command = new Command("check", "Проверить привязки и чаты по ЭПОС") { Group, Person, Json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Group) is not null && result.GetValue(Person) is not null)
            {
                result.AddError("Укажите что-то одно: --group или --person.");
            }
        });
        command.SetAction((parse, ct) => Verb.RunAsync(parse, (builder, configuration) => RunAsync(builder, configuration, parse, ct)));
        return command;
    }

    private static async Task<int> RunAsync(WebApplicationBuilder builder, PortalConfiguration configuration, ParseResult parse, CancellationToken ct)
    {
        var isDemo = DemoDirectory.IsOf(configuration);
        if (isDemo)
        {
            builder.Configuration[DemoJournal.Allowance] = "true";
            DemoJournal.AddServices(builder.Services);
        }

        configuration.Data.Ensure();
        builder.Services.AddPortalCore(configuration, builder.Configuration);
        await using var app = builder.Build();
        if (await DatabaseGate.OpenAsync(app.Services, ct) is { } refusal)
        {
            return await RefuseAsync(parse, refusal);
        }

        var target = await TargetAsync(parse, app.Services, ct);
        if (!target.IsOk)
        {
            return await RefuseAsync(parse, target.Error!.Message);
        }

        var request = target.Value;

        if (!isDemo)
        {
            return await CheckAsync(parse, app.Services, request, ct);
        }

        var journal = await DemoJournal.FindOrStartAsync(app.Services, ct);
        if (!journal.IsOk)
        {
            return await RefuseAsync(parse, journal.Error!.Message);
        }

        await using (journal.Value)
        {
            return await CheckAsync(parse, app.Services, request, ct);
        }
    }

    /// <summary>Refused when there is no such group or person.</summary>
    private static async Task<Result<JournalCheckRequest>> TargetAsync(ParseResult parse, IServiceProvider services, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(ct);
        if (parse.GetValue(Person) is { } person)
        {
            return await db.People.AnyAsync(p => p.Id == person, ct)
                ? new JournalCheckRequest(CheckTarget.Person, person, JobTrigger.Console)
                : Error.NotFound("Человека с таким номером нет. Номер стоит в адресе карточки после /people/.");
        }

        if (parse.GetValue(Group) is not { } name)
        {
            return new JournalCheckRequest(CheckTarget.Everyone, null, JobTrigger.Console);
        }

        var key = RussianText.SearchKey(name);
        var group = await db.GroupNamesOn(services.GetRequiredService<SchoolClock>().Today)
            .Where(n => n.SearchKey == key).Select(n => (Guid?)n.StudyGroupId).FirstOrDefaultAsync(ct);
        return group is null
            ? Error.NotFound($"Группы «{name}» сегодня нет. Названия групп — на странице «Группы».")
            : new JournalCheckRequest(CheckTarget.Group, group, JobTrigger.Console);
    }

    private static async Task<int> CheckAsync(ParseResult parse, IServiceProvider services, JournalCheckRequest request, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var last = new CheckProgress(0, 0);
        Result<JournalCheckSummary> result;
        try
        {
            result = await CheckBar.ShowAsync(
                services.GetRequiredService<SchoolClock>(),
                bar => services.GetRequiredService<JournalCheck>().RunAsync(Actor.Console(), request with { Progress = new Watch(p => bar.Report(last = p)) }, stop.Token));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return await RefuseAsync(parse, CheckText.Stopped(last));
        }

        if (!result.IsOk)
        {
            return await RefuseAsync(parse, result.Error!.Message);
        }

        var summary = result.Value;
        if (parse.GetValue(Json))
        {
            await Console.Out.WriteLineAsync(CheckJson.Of(request.Scope, summary));
        }
        else if (summary.Scopes.Count > 0)
        {
            await Console.Out.WriteLineAsync(CheckText.Summary(summary));
        }

        if (summary.Note is { } note)
        {
            await Console.Error.WriteLineAsync(note);
        }

        return summary.State is JobRunState.Succeeded or JobRunState.Partial ? ExitCode.Done : ExitCode.Refused;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static async Task<int> RefuseAsync(ParseResult parse, string sentence)
    {
        if (parse.GetValue(Json))
        {
            await Console.Out.WriteLineAsync(CheckJson.OfError(sentence));
        }

        return await Verb.RefuseAsync(sentence);
    }

    /// <summary>Tells at once, on the thread of the run.</summary>
    private sealed class Watch(Action<CheckProgress> watch) : IProgress<CheckProgress>
    {
        public void Report(CheckProgress value) => watch(value);
    }
}
