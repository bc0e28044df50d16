using Microsoft.AspNetCore.Identity;

namespace Sferum.Admin.Core.Access;

/// <summary>An account of the portal; signs in by e-mail («Рабочая почта»).</summary>
public sealed class AppUser : IdentityUser<Guid>
{
    public AppUser() => Id = Guid.CreateVersion7();

    /// <summary>ФИО as shown in the shell.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>The person of the register this account belongs to; a curator needs one.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>UTC moment of the last sign-in with a password; <see langword="null"/> before the first.</summary>
    public DateTime? LastSignInAt { get; set; }
}
