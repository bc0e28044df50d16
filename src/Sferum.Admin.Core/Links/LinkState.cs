namespace Sferum.Admin.Core.Links;

/// <summary>Where a person's link (привязка) stands. The first five go upwards; the last three stand aside.</summary>
public enum LinkState
{
    NotInvited,
    Invited,

    /// <summary>«Заявил сам»: a claim, waits for an observation.</summary>
    SelfReported,
    Linked,

    /// <summary>Linked, and every mandatory chat was seen in ЭПОС not long ago.</summary>
    Verified,
    NeedsRelink,

    /// <summary>A refusal in force: lawful, with an alternative channel.</summary>
    Refused,
    NotApplicable,
}
