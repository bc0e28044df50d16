using Microsoft.AspNetCore.Components;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Live;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Today;
using Sferum.Admin.Web.Components.Layout;
using Sferum.Admin.Web.Components.Ui;
using Sferum.Admin.Web.Features.Marks;

namespace Sferum.Admin.Web.Features.Today;

/// <summary>A line that was closed on this page; it stays grey, with the way back, until the next visit.</summary>
/// <param name="At">«13:48».</param>
internal sealed record ClosedLine(TodayTask Task, MarkDone Done, string At);

/// <summary>«Сегодня»: what to do, sorted by harm; a line closes where it stands.</summary>
public sealed partial class TodayPageView
{
    /// <summary>Lines of a band before «ещё N».</summary>
    private const int ShownInABand = 7;

    /// <summary>The segment «Кураторов» in the address.</summary>
    private const string CuratorsView = "curators";

    private static readonly IReadOnlyCollection<LiveTopic> Topics =
        [LiveTopic.Marks, LiveTopic.People, LiveTopic.Groups, LiveTopic.Chats, LiveTopic.Bindings, LiveTopic.Reminders, LiveTopic.Jobs];

    private readonly List<ClosedLine> _closed = [];
    private readonly HashSet<TodayBand> _open = [];
    private Result<TodayPage>? _page;
    private CheckNow? _check;
    private Error? _error;
    private string _announcement = "";
    private bool _mayImport;

    [Inject] public required TodayQueries Queries { get; init; }

    [Inject] public required MarksActs Acts { get; init; }

    [Inject] public required AssignCurator Curators { get; init; }

    [Inject] public required AppointChatAdministrator Administrators { get; init; }

    [Inject] public required UserQueries Employees { get; init; }

    [Inject] public required RemindCurators Reminders { get; init; }

    [Inject] public required WaitingQueries Waiting { get; init; }

    [Inject] public required MenuNews Menu { get; init; }

    /// <summary>Whose work is shown; only an administrator's page has two kinds.</summary>
    [SupplyParameterFromQuery(Name = "view")] public string? View { get; set; }

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var actor = await ActorAsync();
        _mayImport = AccessPolicy.HoldsEverywhere(actor, Permission.ImportRosters);
        _page = await Queries.ReadAsync(actor, Ct);
        if (_page.IsOk)
        {
            Waiting.Keep(actor, _page.Value);
            await Menu.TellAsync();
        }
    }

    private bool IsCurators(TodayPage today) => View == CuratorsView && today.Tasks.Any(task => task.IsCurators);

    private IEnumerable<TodayTask> Lines(TodayPage today)
    {
        var curators = IsCurators(today);
        return today.Tasks.Where(task => task.IsCurators == curators);
    }

    private IReadOnlyList<TabLink> Segments(TodayPage today) =>
    [
        new("Мои", "/", !IsCurators(today), today.Left()),
        new("Кураторов", $"/?view={CuratorsView}", IsCurators(today), today.Left(curators: true)),
    ];

    /// <summary>The first lines of a band; many of one kind must not hide another, so that each kind has its share.</summary>
    private IReadOnlyList<TodayTask> Shown(TodayBand band, IReadOnlyList<TodayTask> tasks)
    {
        if (_open.Contains(band) || tasks.Count <= ShownInABand)
        {
            return tasks;
        }

        var kinds = tasks.GroupBy(task => task.Kind).ToList();
        var share = kinds.SelectMany(kind => kind.Take(Math.Max(1, ShownInABand / kinds.Count))).Take(ShownInABand).ToHashSet();
        var rest = tasks.Where(task => !share.Contains(task)).Take(ShownInABand - share.Count).ToHashSet();
        return [.. tasks.Where(task => share.Contains(task) || rest.Contains(task))];
    }

    private async Task SeeAsync((TodayTask Task, VisibilityState State) look)
    {
        var cell = look.Task.Cells![0];
        var result = await Acts.SeeAsync(
            await ActorAsync(), cell.StudyGroupId, look.State, [new MarkCell(cell.ChatId, cell.PersonId, cell.ObservationId)], look.Task.Subject, Ct);
        await CloseAsync(look.Task, result);
    }

    private async Task RemindAsync(TodayTask task)
    {
        var result = await Reminders.RemindAsync(await ActorAsync(), new RemindCuratorsRequest([task.StudyGroupId!.Value]), Ct);
        await CloseAsync(task, result.IsOk
            ? new MarkDone("напоминание стоит у куратора на «Сегодня»", async (undoer, ct) => await Reminders.UndoAsync(undoer, result.Value.ReminderIds, ct))
            : result.Error!);
    }

    private async Task AssignAsync((TodayTask Task, AssignChoice Choice) act)
    {
        var (task, choice) = act;
        var person = choice.Person;
        var actor = await ActorAsync();
        var isCurator = task.Kind == TodayKind.GroupWithoutCurator;
        var result = isCurator
            ? await Curators.AssignAsync(actor, new AssignCuratorRequest(task.StudyGroupId!.Value, person.PersonId, choice.Kind, choice.LastDay), Ct)
            : await Administrators.AppointAsync(actor, new AppointChatAdministratorRequest(task.ChatId!.Value, person.PersonId), Ct);
        await CloseAsync(task, result.IsOk
            ? new MarkDone(
                $"{Post(choice, isCurator)}: {person.Name}",
                async (undoer, ct) => isCurator ? await Curators.UndoAsync(undoer, result.Value, ct) : await Administrators.UndoAsync(undoer, result.Value, ct))
            : result.Error!);
    }

    private static string Post(AssignChoice choice, bool isCurator) => (choice, isCurator) switch
    {
        (_, false) => "Администратор чата с сегодняшнего дня",
        ({ LastDay: { } last }, _) => $"Заместитель с сегодняшнего дня по {RussianText.Date(last)}",
        _ => "Куратор с сегодняшнего дня",
    };

    private async Task<IReadOnlyList<EmployeeChoice>> FindAsync(string text)
    {
        var found = await Employees.FindEmployeesAsync(await ActorAsync(), text, Ct);
        return found.IsOk ? found.Value : [];
    }

    private async Task CloseAsync(TodayTask task, Result<MarkDone> result)
    {
        _error = result.Error;
        if (result.IsOk)
        {
            var now = Clock.ToLocal(Clock.Now);
            _closed.Add(new ClosedLine(task, result.Value, now.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)));
            _announcement = $"Закрыто. {result.Value.Text}";
        }

        await LoadAsync();
    }

    private async Task UndoAsync(ClosedLine line)
    {
        _error = (await line.Done.UndoAsync(await ActorAsync(), Ct)).Error;
        if (_error is null)
        {
            _closed.Remove(line);
            _announcement = $"Отменено. {line.Done.Text}";
        }

        await LoadAsync();
    }

    private string Sub(TodayPage today)
    {
        var lines = Lines(today).Where(task => task.IsWork).ToList();
        var (left, urgent) = (lines.Count, lines.Count(task => task.Band == TodayBand.Harm));
        var whose = IsCurators(today) ? " у\u00A0кураторов" : "";
        var count = left == 0
            ? $"Дел{whose} нет"
            : $"{RussianText.Plural(left, "Осталось", "Осталось", "Осталось")}{whose} {RussianText.Count(left, "дело", "дела", "дел")}{(urgent == 0 ? "" : $", из{RussianText.NoBreakSpace}них {RussianText.Count(urgent, "срочное", "срочных", "срочных")}")}";
        return $"{TodayWords.Day(today.Today)} {count}{(_closed.Count == 0 ? "" : $"; закрыто здесь — {_closed.Count}")}";
    }

    /// <summary>What comes next when nothing is left.</summary>
    private string Next(TodayPage today) => today.NextRecheckAt is { } next
        ? $"Следующее событие — {EposMoment.Day(Clock, next)}, {(today.Ages is { IsConnected: true, HasSession: true } ? EposClock.RecheckTime.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture) : Clock.ToLocal(next).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture))}, перепроверка {RussianText.Count(today.Waiting, "человека", "человек", "человек")}."
        : $"Следующее событие — понедельник, {RussianText.Date(today.Week.Next.Monday)}: новая неделя.";
}
