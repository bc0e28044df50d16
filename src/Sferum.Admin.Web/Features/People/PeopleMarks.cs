using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Links.Marking;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.People;

/// <summary>Marks for the chosen people over the use cases, each with its words.</summary>
public sealed class PeopleMarks(MarkInvited invited, MarkClaimed claimed, MarkNotApplicable notApplicable, RetractLinkMark retract, MarkPreviewQueries previews)
{
    /// <summary>Counts the mark before it is made.</summary>
    public Task<Result<MarkPreview>> PreviewAsync(Actor actor, LinkFactKind kind, IReadOnlyList<Guid> people, CancellationToken ct) => previews.OfAsync(actor, kind, people, ct);

    /// <summary>Makes the mark; the answer takes it back.</summary>
    /// <param name="reason">Of «не применимо».</param>
    public Task<Result<IReadOnlyList<Guid>>> MarkAsync(Actor actor, LinkFactKind kind, IReadOnlyList<Guid> people, string reason, CancellationToken ct) => kind switch
    {
        LinkFactKind.Invited => invited.MarkAsync(actor, new MarkLinkRequest(people), ct),
        LinkFactKind.Claimed => claimed.MarkAsync(actor, new MarkLinkRequest(people), ct),
        LinkFactKind.NotApplicable => notApplicable.MarkAsync(actor, new MarkNotApplicableRequest(people, reason), ct),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Takes the marks back.</summary>
    public Task<Result<int>> UndoAsync(Actor actor, IReadOnlyList<Guid> facts, CancellationToken ct) => retract.RetractAsync(actor, new RetractLinkMarkRequest(facts), ct);

    /// <summary>The status that the mark names.</summary>
    public static StatusFace Face(LinkFactKind kind) => kind switch
    {
        LinkFactKind.Invited => StatusFace.Invited,
        LinkFactKind.Claimed => StatusFace.SelfReported,
        LinkFactKind.NotApplicable => StatusFace.NotApplicable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>«Изменится у 9 человек: не приглашён — 7, не применимо — 2.»</summary>
    public static string Effect(MarkPreview preview) => preview.Changed == 0
        ? "Статус не изменится ни у кого: у этих людей он уже такой же или доказан."
        : $"Статус изменится у{RussianText.NoBreakSpace}{RussianText.Count(preview.Changed, "человека", "человек", "человек")}: "
            + string.Join(", ", preview.Before.OrderBy(row => row.Key).Select(row => $"{StatusFace.Of(row.Key).Word.ToLowerInvariant()} — {RussianText.Number(row.Value)}")) + ".";

    /// <summary>Who stays as they are; null when nobody does.</summary>
    public static string? Rest(MarkPreview preview)
    {
        var rest = preview.Total - preview.Changed;
        if (rest == 0 || preview.Changed == 0)
        {
            return null;
        }

        var refused = preview.Refused == 0 ? "" : $" Среди них отказов: {RussianText.Number(preview.Refused)}.";
        return $"У{RussianText.NoBreakSpace}{RussianText.Count(rest, "человека", "человек", "человек")} останется как есть, отметка только запишется в{RussianText.NoBreakSpace}историю.{refused}";
    }
}
