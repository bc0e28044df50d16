using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Platforms;

public enum PlatformKind
{
    /// <summary>An e-journal, where the chats must be seen.</summary>
    Journal,

    /// <summary>A messenger, where the chats and the study profiles live.</summary>
    Messenger,
}

/// <summary>A place: data, not code, since the messenger named by the regulation has already been replaced once.</summary>
public sealed class Platform : DatedFact
{
    public PlatformKind Kind { get; set; }

    /// <summary>«ЭПОС», «MAX», «VK учебный профиль».</summary>
    public required string Name { get; set; }

    /// <summary>Code of the connector that can read it; none is the normal case.</summary>
    public string? Connector { get; set; }
}
