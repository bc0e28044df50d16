using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Links.Marking;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Web.Features.Marks;

/// <summary>A mark that was saved.</summary>
/// <param name="Text">What was done, for the eye and the screen reader.</param>
/// <param name="UndoAsync">Takes it back.</param>
public sealed record MarkDone(string Text, Func<Actor, CancellationToken, Task<Result>> UndoAsync);

/// <summary>The acts of a page of marks that are not made by the browser alone, each with its words and the way back.</summary>
public sealed class MarksActs(
    MarkVisibility visibility,
    RetractMark retractVisibility,
    MarkNotApplicable notApplicable,
    RetractLinkMark retractLink,
    RecordOptOut optOut,
    WithdrawOptOut withdraw)
{
    /// <summary>«Видно» or «не видно» for some cells of a page.</summary>
    /// <param name="who">Whose cells, for the words.</param>
    public async Task<Result<MarkDone>> SeeAsync(Actor actor, Guid? studyGroupId, VisibilityState state, IReadOnlyList<MarkCell> cells, string who, CancellationToken ct)
    {
        var result = await visibility.MarkAsync(actor, new MarkVisibilityRequest(studyGroupId, state, cells), ct);
        if (!result.IsOk)
        {
            return result.Error!;
        }

        var ids = result.Value.ObservationIds;
        return new MarkDone(
            $"{MarksWords.State(state)}: {who}{Earlier(result.Value.Earlier)}",
            async (undoer, token) => await retractVisibility.RetractAsync(undoer, new RetractMarkRequest(studyGroupId, ids), token));
    }

    /// <summary>«Не применимо».</summary>
    public async Task<Result<MarkDone>> SetAsideAsync(Actor actor, IReadOnlyList<MarksRow> rows, string reason, CancellationToken ct)
    {
        var result = await notApplicable.MarkAsync(actor, new MarkNotApplicableRequest(Ids(rows), reason), ct);
        return result.IsOk
            ? new MarkDone(
                $"Не применимо: {MarksWords.People(rows)}",
                async (undoer, token) => await retractLink.RetractAsync(undoer, new RetractLinkMarkRequest(result.Value), token))
            : result.Error!;
    }

    /// <summary>«Отказ».</summary>
    public async Task<Result<MarkDone>> RefuseAsync(Actor actor, IReadOnlyList<MarksRow> rows, AlternativeChannel? channel, CancellationToken ct)
    {
        var result = await optOut.RecordAsync(actor, new RecordOptOutRequest(Ids(rows), channel), ct);
        return result.IsOk
            ? new MarkDone($"Отказ: {MarksWords.People(rows)}", async (undoer, token) => await optOut.UndoAsync(undoer, result.Value, token))
            : result.Error!;
    }

    /// <summary>The person takes the refusal back.</summary>
    public async Task<Result<MarkDone>> WithdrawAsync(Actor actor, MarksRow row, CancellationToken ct)
    {
        var result = await withdraw.WithdrawAsync(actor, row.PersonId, ct);
        return result.IsOk
            ? new MarkDone($"Отказ снят: {row.Name}", async (undoer, token) => await withdraw.UndoAsync(undoer, result.Value, token))
            : result.Error!;
    }

    private static List<Guid> Ids(IReadOnlyList<MarksRow> rows) => [.. rows.Select(row => row.PersonId).Distinct()];

    private static string Earlier(IReadOnlyList<EarlierMark> marks)
    {
        if (marks.Count == 0)
        {
            return "";
        }

        var first = marks[0];
        var rest = marks.Count == 1 ? "" : $" и ещё {RussianText.Count(marks.Count - 1, "отметка", "отметки", "отметок")}";
        return $". До вас отметили: {first.PersonName} — {MarksWords.State(first.State).ToLowerInvariant()}{(first.ByName is null ? "" : $", {first.ByName}")}{rest}";
    }
}
