using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Statistics;

/// <summary>What stands between a person and a link; each person who is not linked has exactly one.</summary>
public enum Cause
{
    /// <summary>Invited, nothing came of it.</summary>
    NotAccepted,

    NotInvited,

    /// <summary>The register has no phone of the person, so that no invitation can reach.</summary>
    NoPhone,

    /// <summary>Was linked; the phone or the profile changed.</summary>
    Relink,

    /// <summary>Says to be linked; ЭПОС could have shown it and was not asked.</summary>
    ToCheck,

    /// <summary>Says to be linked; ЭПОС can not show it yet.</summary>
    AwaitsJournal,
}

/// <summary>Sorts people who are not linked by what hinders them. Pure.</summary>
public static class CauseRules
{
    /// <summary>
    /// What is under way comes first, then what must be repaired: whoever has no phone can neither be invited nor reminded.
    /// </summary>
    /// <param name="recheckAt">Of a claim: UTC moment from which ЭПОС can show it.</param>
    /// <param name="now">UTC.</param>
    /// <returns><see langword="null"/> for a person who is linked, refused or to whom it does not apply.</returns>
    public static Cause? Of(LinkState link, bool hasPhone, DateTime? recheckAt, DateTime now) => link switch
    {
        LinkState.SelfReported => recheckAt > now ? Cause.AwaitsJournal : Cause.ToCheck,
        LinkState.NeedsRelink => Cause.Relink,
        LinkState.NotInvited or LinkState.Invited when !hasPhone => Cause.NoPhone,
        LinkState.Invited => Cause.NotAccepted,
        LinkState.NotInvited => Cause.NotInvited,
        _ => null,
    };
}
