using Sferum.Admin.Core.Platforms;

namespace Sferum.Admin.Web.Features.Settings;

/// <summary>What is being typed about a platform.</summary>
public sealed class PlatformModel
{
    /// <summary>The platform; null for one that begins.</summary>
    public Guid? Id { get; init; }

    /// <summary>Only its last day is asked.</summary>
    public bool IsEnding { get; init; }

    /// <summary>Kind; fixed once it is there.</summary>
    public PlatformKind Kind { get; set; } = PlatformKind.Messenger;

    /// <summary>Name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Code; empty for none.</summary>
    public string Connector { get; set; } = "";

    /// <summary>First day.</summary>
    public DateOnly From { get; set; }

    /// <summary>Last day.</summary>
    public DateOnly LastDay { get; set; }

    /// <summary>How it stood on the screen.</summary>
    public PlatformForm Shown { get; set; } = new("", "");

    /// <summary>Chats that would go into the archive with it.</summary>
    public int Chats { get; init; }

    /// <summary>People who have a link status there.</summary>
    public int People { get; init; }
}
