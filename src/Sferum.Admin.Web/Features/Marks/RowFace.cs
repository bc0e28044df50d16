using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Marks;

/// <summary>All that a row of the table shows. Rows are compared by it, so that after a mark only the changed one is drawn again.</summary>
public sealed record RowFace(RowWords Words, CellFace[] Cells)
{
    /// <param name="css"><c>st</c> for a head, <c>rp</c> for a representative under one.</param>
    /// <param name="note">Who it is here.</param>
    /// <param name="isNew">Somebody else changed it a moment ago.</param>
    public static RowFace Of(MarksRow row, string css, string? note, bool isNew, string? source, SchoolClock clock) => new(
        new RowWords(
            row.PersonId,
            isNew ? $"{css} new" : css,
            row.Name,
            note,
            MarksWords.Face(row.Link),
            row.Link.Ground is { } ground ? ReadingWords.Ground(ground, source, clock) : null,
            row.MayMarkLink ? row.Link.State : null,
            row.MayMarkLink && row.Link.OptOutId is not null,
            row.Hint,
            row.Marked is { } from ? new SourceFace(ReadingWords.Sign(from.Method), ReadingWords.Brief(from, clock), ReadingWords.Mark(from, source, clock)) : null),
        [.. row.Cells.Select(cell => CellFace.Of(cell, row, source, clock))]);

    public bool Equals(RowFace? other) => other is not null && Words == other.Words && Cells.AsSpan().SequenceEqual(other.Cells);

    public override int GetHashCode() => Words.GetHashCode();
}

/// <param name="Link">The link's status where the reader may mark it.</param>
/// <param name="IsRefused">There is a refusal that the reader may take back.</param>
public sealed record RowWords(
    Guid PersonId, string Css, string Name, string? Note, StatusFace Chip, string? Ground, LinkState? Link, bool IsRefused, string? Hint, SourceFace? Source);

public sealed record SourceFace(Glyph Glyph, string Brief, string Sentence);

/// <param name="IsEmpty">The person has no business in the chat.</param>
/// <param name="LookId">The look that is shown.</param>
/// <param name="State">Of the look; none = «не проверено».</param>
/// <param name="May"><c>all</c> where a mark of several reaches, <c>one</c> where the cell is marked only by itself; none where it cannot be.</param>
/// <param name="Chat">«чат «Группы»».</param>
public sealed record CellFace(Guid ChatId, bool IsEmpty, Guid? LookId, VisibilityState? State, string? May, StatusFace Face, string? Tip, string Chat)
{
    public static CellFace Of(MarksCell cell, MarksRow row, string? source, SchoolClock clock) => new(
        cell.ChatId,
        // A restricted guardian must not be there, and can be reported when they are.
        cell is { Demand: Demand.MustNot, Look: null, MayMark: false },
        cell.Look?.ObservationId,
        cell.Look?.State,
        !cell.MayMark ? null : cell.Demand == Demand.MustNot ? "one" : "all",
        MarksWords.Face(cell, row.Link),
        cell.Look is { } look ? ReadingWords.Mark(look.From, source, clock) : null,
        $"чат «{MarksWords.Chat(cell.Kind)}»");

    /// <summary>An unmarked cell is seen by one press; a marked one turns to the other answer. To have none again, undo.</summary>
    public VisibilityState Next => State == VisibilityState.Visible ? VisibilityState.Missing : VisibilityState.Visible;
}
