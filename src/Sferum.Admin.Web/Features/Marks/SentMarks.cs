using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Links.Marking;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Web.Features.Marks;

/// <summary>A mark as the page's script sends it: ids only.</summary>
/// <param name="Kind">Name of a <see cref="MadeMarkKind"/>.</param>
/// <param name="Link">Name of the <see cref="LinkState"/> that the row showed.</param>
/// <param name="Age">Milliseconds since it was made.</param>
public sealed record SentMark(Guid Id, string Kind, Guid Person, Guid? Chat, Guid? Seen, string? Link, double Age)
{
    /// <summary>None for what no script of ours sends.</summary>
    internal MadeMark? Made => Enum.TryParse<MadeMarkKind>(Kind, out var kind) && double.IsFinite(Age)
        ? new MadeMark(Id, kind, Person, Chat, Seen, Enum.TryParse<LinkState>(Link, out var link) ? link : null, TimeSpan.FromMilliseconds(Math.Clamp(Age, -1e12, 1e12)))
        : null;
}

/// <summary>What the script does with a mark it sent.</summary>
/// <param name="Settled">Forget it; else it stays on the device.</param>
public sealed record SentAnswer(Guid Id, bool Settled);

/// <summary>A mark that was not saved and waits for its author's decision.</summary>
/// <param name="Row">Whose; none when the person is no longer on the page.</param>
/// <param name="Cell">Which chat, of «видно» and «не видно».</param>
/// <param name="MadeAt">UTC.</param>
public sealed record UnsavedMark(MadeMark Mark, MarksRow? Row, MarksCell? Cell, DateTime MadeAt, MadeMarkAnswer Answer);

/// <summary>What came of marks that were sent.</summary>
/// <param name="Done">Those that were saved, with the way back; none when none was.</param>
/// <param name="Unsaved">Those that wait for a decision.</param>
public sealed record SentOutcome(IReadOnlyList<SentAnswer> Answers, MarkDone? Done, IReadOnlyList<UnsavedMark> Unsaved);

/// <summary>Marks that the browser made, brought to the use case and its answers put in words.</summary>
public sealed class SentMarks(SaveMadeMarks save, RetractMark retract, RetractLinkMark retractLink, SchoolClock clock)
{
    /// <param name="userId">The account under which the device keeps them.</param>
    /// <param name="page">The page, for the words.</param>
    public async Task<SentOutcome> SaveAsync(Actor actor, Guid userId, MarksPage page, IReadOnlyList<SentMark> sent, CancellationToken ct)
    {
        var marks = sent.Select(mark => mark.Made).OfType<MadeMark>().ToList();
        var result = await save.SaveAsync(actor, new SaveMadeMarksRequest(page.StudyGroupId, userId, marks), ct);
        var answers = result.IsOk
            ? result.Value
            : marks.ConvertAll(mark => new MadeMarkAnswer(mark.Id, MadeMarkVerdict.Refused, Why: result.Error!.Message));
        var byId = marks.DistinctBy(mark => mark.Id).ToDictionary(mark => mark.Id);
        var rows = page.Rows.DistinctBy(row => row.PersonId).ToDictionary(row => row.PersonId);
        return new SentOutcome(
            [.. answers.Select(answer => new SentAnswer(answer.Id, answer.IsSettled))],
            Done(page, [.. answers.Where(answer => answer.IsSettled).Select(answer => (byId[answer.Id], answer))], rows),
            [.. answers.Where(answer => !answer.IsSettled).Select(answer => Unsaved(byId[answer.Id], answer, rows))]);
    }

    private UnsavedMark Unsaved(MadeMark mark, MadeMarkAnswer answer, Dictionary<Guid, MarksRow> rows)
    {
        var row = rows.GetValueOrDefault(mark.PersonId);
        return new UnsavedMark(mark, row, row?.Cells.FirstOrDefault(cell => cell.ChatId == mark.ChatId), clock.Now - (mark.Age > TimeSpan.Zero ? mark.Age : TimeSpan.Zero), answer);
    }

    private MarkDone? Done(MarksPage page, List<(MadeMark Mark, MadeMarkAnswer Answer)> settled, Dictionary<Guid, MarksRow> rows)
    {
        var saved = settled.Where(pair => pair.Answer.Verdict == MadeMarkVerdict.Saved).ToList();
        if (saved.Count == 0)
        {
            return null;
        }

        List<Guid> looks = [.. saved.Where(pair => !pair.Mark.IsOfLink).Select(pair => pair.Mark.Id)];
        List<Guid> facts = [.. saved.Where(pair => pair.Mark.IsOfLink).Select(pair => pair.Mark.Id)];
        return new MarkDone(Text(saved, rows), async (actor, ct) =>
        {
            Result undone = looks.Count == 0 ? Result.Ok : await retract.RetractAsync(actor, new RetractMarkRequest(page.StudyGroupId, looks), ct);
            return undone.IsOk && facts.Count > 0 ? await retractLink.RetractAsync(actor, new RetractLinkMarkRequest(facts), ct) : undone;
        });
    }

    private static string Text(List<(MadeMark Mark, MadeMarkAnswer Answer)> saved, Dictionary<Guid, MarksRow> rows)
    {
        var kinds = saved.Select(pair => pair.Mark.Kind).Distinct().ToList();
        var marks = RussianText.Count(saved.Count, "отметка", "отметки", "отметок");
        if (saved.Exists(pair => pair.Mark.Age > MadeMark.Live))
        {
            return $"{RussianText.Plural(saved.Count, "Сохранена", "Сохранены", "Сохранено")} {marks}, {RussianText.Plural(saved.Count, "сделанная", "сделанные", "сделанных")} без связи";
        }

        if (saved is [var (mark, answer)] && rows.TryGetValue(mark.PersonId, out var row))
        {
            var chat = row.Cells.FirstOrDefault(cell => cell.ChatId == mark.ChatId);
            var before = answer.Standing is { State: { } state } standing
                ? $". До вас отметили: {MarksWords.State(state).ToLowerInvariant()}{(standing.ByName is null ? "" : $", {standing.ByName}")}"
                : "";
            return $"{MarksWords.Kind(mark.Kind)}: {row.Name}{(chat is null ? "" : $", чат «{MarksWords.Chat(chat.Kind)}»")}{before}";
        }

        return kinds is [var kind] ? $"{MarksWords.Kind(kind)}: {marks}" : $"{RussianText.Plural(saved.Count, "Сохранена", "Сохранены", "Сохранено")} {marks}";
    }
}
