using Sferum.Admin.Core.Access;

namespace Sferum.Admin.Web.Components.Ui;

/// <summary>Roles of the portal in Russian.</summary>
public static class RoleWords
{
    /// <summary>In the middle of a sentence.</summary>
    public static string Of(PortalRole role) => role switch
    {
        PortalRole.Administrator => "администратор",
        PortalRole.Curator => "куратор",
        PortalRole.Director => "директор",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };
}
