using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;

namespace Sferum.Admin.Web.Features.Users;

/// <summary>What is being typed about an account.</summary>
public sealed class UserFormModel
{
    /// <summary>The account; null for a new one.</summary>
    public Guid? UserId { get; init; }

    /// <summary>ФИО; fixed once the account is there.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>«Рабочая почта»; fixed once the account is there.</summary>
    public string Email { get; set; } = "";

    /// <summary>Chosen roles.</summary>
    public HashSet<PortalRole> Roles { get; } = [];

    /// <summary>Chosen person.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>ФИО of the chosen person.</summary>
    public string? PersonName { get; set; }

    /// <summary>Roles on the screen before.</summary>
    public IReadOnlyList<PortalRole> Shown { get; init; } = [];

    /// <summary>The person on the screen before.</summary>
    public Guid? ShownPersonId { get; init; }

    /// <summary>The sign-in is closed by an administrator.</summary>
    public bool Closed { get; init; }

    /// <summary>Fills the form from a row.</summary>
    public static UserFormModel Of(UserRow row)
    {
        var model = new UserFormModel
        {
            UserId = row.Id,
            DisplayName = row.DisplayName,
            Email = row.Email,
            PersonId = row.PersonId,
            PersonName = row.PersonName,
            Closed = row.Closed,
            Shown = row.Roles,
            ShownPersonId = row.PersonId,
        };
        model.Roles.UnionWith(row.Roles);
        return model;
    }
}
