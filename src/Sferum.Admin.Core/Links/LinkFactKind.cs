namespace Sferum.Admin.Core.Links;

/// <summary>Kinds of rows of the append-only history of a person's link on a platform.</summary>
public enum LinkFactKind
{
    /// <summary>A link was issued, or somebody marked the invitation by hand.</summary>
    Invited,

    /// <summary>The person says that it is done.</summary>
    Claimed,
    ObservedLinked,
    ObservedNotLinked,
    ObservedBroken,

    /// <summary>The phone by which the platform knows the person was ended by a person's decision.</summary>
    PhoneOfRecordEnded,

    /// <summary>With a reason: an organisation as guardian, no device.</summary>
    NotApplicable,

    /// <summary>Takes an earlier row back; does nothing else.</summary>
    Retracted,
}
