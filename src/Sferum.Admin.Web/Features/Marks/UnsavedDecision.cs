namespace Sferum.Admin.Web.Features.Marks;

/// <summary>What its author decides of a mark that was not saved.</summary>
public enum UnsavedDecision
{
    /// <summary>It counts, in the knowledge of what another person found.</summary>
    Mine,

    /// <summary>It is so at this moment too.</summary>
    Now,

    /// <summary>Send it once more as it is.</summary>
    Again,

    /// <summary>Forget it.</summary>
    Drop,
}
