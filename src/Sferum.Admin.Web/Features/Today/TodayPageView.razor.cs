using Microsoft.AspNetCore.Components;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Today;
using Sferum.Admin.Web.Components.Ui;
using Sferum.Admin.Web.Features.Marks;

namespace Sferum.Admin.Web.Features.Today;

/// <summary>A line that was closed on this page; it stays grey, with the way back, until the next visit.</summary>
internal sealed record ClosedLine(TodayTask Task, MarkDone Done);

/// <summary>«Сегодня»: what to do, sorted by harm; a line closes where it stands.</summary>
public sealed partial class TodayPageView
{
    /// <summary>Lines of one kind before «ещё N»: many of one kind must not hide another.</summary>
    private const int ShownOfAKind = 5;

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

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var actor = await ActorAsync();
        _mayImport = AccessPolicy.HoldsEverywhere(actor, Permission.ImportRosters);
        _page = await Queries.ReadAsync(actor, Ct);
    }

    private IReadOnlyList<TodayTask> Shown(TodayBand band, IReadOnlyList<TodayTask> tasks) =>
        _open.Contains(band) ? tasks : [.. tasks.GroupBy(task => task.Kind).SelectMany(kind => kind.Take(ShownOfAKind))];

    private async Task SeeAsync((TodayTask Task, VisibilityState State) look)
    {
        var cell = look.Task.Cells![0];
        var result = await Acts.SeeAsync(
            await ActorAsync(), cell.StudyGroupId, look.State, [new MarkCell(cell.ChatId, cell.PersonId, cell.ObservationId)], look.Task.Subject, Ct);
        await CloseAsync(look.Task, result);
    }

    private async Task AssignAsync((TodayTask Task, EmployeeChoice Person) act)
    {
        var (task, person) = act;
        var actor = await ActorAsync();
        var isCurator = task.Kind == TodayKind.GroupWithoutCurator;
        var result = isCurator
            ? await Curators.AssignAsync(actor, new AssignCuratorRequest(task.StudyGroupId!.Value, person.PersonId), Ct)
            : await Administrators.AppointAsync(actor, new AppointChatAdministratorRequest(task.ChatId!.Value, person.PersonId), Ct);
        await CloseAsync(task, result.IsOk
            ? new MarkDone(
                $"{(isCurator ? "Куратор" : "Администратор чата")} с сегодняшнего дня: {person.Name}",
                async (undoer, ct) => isCurator ? await Curators.UndoAsync(undoer, result.Value, ct) : await Administrators.UndoAsync(undoer, result.Value, ct))
            : result.Error!);
    }

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
            _closed.Add(new ClosedLine(task, result.Value));
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
        var urgent = today.Tasks.Where(task => task.Band == TodayBand.Harm).Sum(task => task.Count);
        var left = today.Tasks.Sum(task => task.Count);
        var count = left == 0
            ? "Дел нет"
            : $"{RussianText.Plural(left, "Осталось", "Осталось", "Осталось")} {RussianText.Count(left, "дело", "дела", "дел")}, из{RussianText.NoBreakSpace}них срочных — {RussianText.Number(urgent)}";
        return $"{TodayWords.Day(today.Today)} {count}{(_closed.Count == 0 ? "" : $"; закрыто здесь — {_closed.Count}")}";
    }

    /// <summary>What comes next when nothing is left.</summary>
    private string Next(TodayPage today) => today.NextRecheckAt is { } next
        ? $"Следующее событие — {EposMoment.At(Clock, next)}: проверить {RussianText.Count(today.Waiting, "человека", "человек", "человек")}."
        : $"Следующее событие — понедельник, {RussianText.Date(today.Week.Next.Monday)}: новая неделя.";
}
