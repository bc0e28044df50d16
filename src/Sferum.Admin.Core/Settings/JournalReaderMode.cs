namespace Sferum.Admin.Core.Settings;

/// <summary>How the portal reads the journal. No published contract exists, so off is the normal case.</summary>
public enum JournalReaderMode
{
    /// <summary>Not read; curators' looks carry the check.</summary>
    Off,

    /// <summary>By the assumed contract: experimental, refused against the real hosts and, unless allowed, in Production.</summary>
    Assumed,
}
