namespace Sferum.Admin.Core.Jobs;

/// <summary>Names of the jobs, as <see cref="JobRun.Job"/> keeps them.</summary>
public static class JobNames
{
    /// <summary>The check of links and chats against the journal: at night of everyone, at 14:30 of what is due, by hand of either or of one person.</summary>
    public const string JournalCheck = "journal-check";

    /// <summary>Renewal of projections after midnight of the school's zone.</summary>
    public const string RenewLinks = "renew-links";

    /// <summary>Removal of drafts of forms that nobody came back to, at night.</summary>
    public const string DropDrafts = "drop-drafts";

    /// <summary>Writing a reviewed import into the register; only when somebody asks, so it stands on the page of imports.</summary>
    public const string ImportApply = "import-apply";

    /// <summary>Removal of what is kept for a limited time: raw rows of imports, unbound records of a journal that is not read any more.</summary>
    public const string Retention = "retention";

    /// <summary>Freezing of the week's figures on Sunday evening.</summary>
    public const string WeekSnapshot = "week-snapshot";

    /// <summary>Jobs with a schedule.</summary>
    public static IReadOnlyList<string> All { get; } = [JournalCheck, RenewLinks, DropDrafts, Retention, WeekSnapshot];
}
