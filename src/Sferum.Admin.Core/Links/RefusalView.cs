using Sferum.Admin.Core.Access;

namespace Sferum.Admin.Core.Links;

/// <summary>
/// Who may tell a refusal from «не применимо» (DESIGN §3, «Director»): administrators everywhere, curators among the people they
/// see. For everybody else both are one neutral word, and a filter by one of them finds both.
/// </summary>
public static class RefusalView
{
    public static bool IsOpenTo(Actor actor) =>
        AccessPolicy.HoldsEverywhere(actor, Permission.ReadSensitive)
        || (AccessPolicy.Holds(actor, Permission.ReadSensitive) && !AccessPolicy.HoldsEverywhere(actor, Permission.ReadRegister));

    /// <summary>The state as the reader may see it: a refusal as <see cref="LinkState.NotApplicable"/> where it is hidden.</summary>
    public static LinkState For(Actor actor, LinkState state) =>
        state == LinkState.Refused && !IsOpenTo(actor) ? LinkState.NotApplicable : state;

    /// <summary>The states that stand behind the one the reader asks for.</summary>
    public static LinkState[] Behind(Actor actor, LinkState state) =>
        state is LinkState.Refused or LinkState.NotApplicable && !IsOpenTo(actor) ? [LinkState.Refused, LinkState.NotApplicable] : [state];
}
