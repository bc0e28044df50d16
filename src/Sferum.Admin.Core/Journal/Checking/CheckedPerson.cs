using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Journal.Checking;

/// <summary>A bound person, with what the register asks of them on the day of the run.</summary>
/// <param name="OutsideIds">The journal's ids bound to the person; more than one where the journal has two profiles.</param>
/// <param name="Duties">Musts, refusals and the day they change by themselves; facts and looks are empty here.</param>
/// <param name="MustChats">The musts whose chat is bound: in any other the journal's silence says nothing.</param>
/// <param name="CorrectionShowsAt">UTC moment from which the journal shows the latest correction made in it («внесено в ЭПОС»); before that it proves nothing against the person.</param>
public sealed record CheckedPerson(
    Guid Id, IReadOnlyList<string> OutsideIds, LinkEvidence Duties, IReadOnlyList<MustChat> MustChats, DateTime? CorrectionShowsAt = null);

/// <param name="CountsFrom">UTC moment from which the journal can show it; before that its absence proves nothing.</param>
public readonly record struct MustChat(Guid ChatId, DateTime CountsFrom);

/// <summary>A chat of the register, as evidence of links.</summary>
/// <param name="IsOfPastYear">Of an academic year that is over.</param>
public sealed record CheckedChat(Guid Id, ChatKey Key, Guid PlatformId, bool IsOfPastYear);
