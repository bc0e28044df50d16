using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Web.Security;

namespace Sferum.Admin.Web.Account.Pages;

/// <summary>Sign-in. A refusal names neither field, and an unknown e-mail costs as much time as a wrong password.</summary>
public sealed partial class Login
{
    // Any hash of the right form: checking against it takes the time of a real check.
    private static readonly string Decoy = new PasswordHasher<AppUser>().HashPassword(new AppUser(), Guid.CreateVersion7().ToString());

    private string _contact = "";
    private string? _more;
    private string? _refusal;

    [Inject] public required SignInManager<AppUser> SignIn { get; init; }

    [Inject] public required FirstSetup Setup { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required SchoolClock Clock { get; init; }

    [Inject] public required SchoolName School { get; init; }

    [Inject] public required Passwords Passwords { get; init; }

    [Inject] public required UnknownTries Tries { get; init; }

    [SupplyParameterFromForm] private Form Input { get; set; } = null!;

    [SupplyParameterFromQuery] private string? ReturnUrl { get; set; }

    protected override async Task OnInitializedAsync()
    {
        Input ??= new Form();
        _contact = (await School.CardAsync(CancellationToken.None)).Contact;
        if (await Setup.IsNeededAsync(CancellationToken.None))
        {
            Navigation.NavigateTo("/setup");
        }
    }

    private async Task SignInAsync()
    {
        var user = await SignIn.UserManager.FindByEmailAsync(Input.Email.Trim());
        if (user is null)
        {
            SignIn.UserManager.PasswordHasher.VerifyHashedPassword(new AppUser(), Decoy, Input.Password);
            Refuse(Tries.Fail(Input.Email));
            return;
        }

        var result = await SignIn.PasswordSignInAsync(user, Input.Password, isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded)
        {
            await Passwords.RecordSignInAsync(user.Id, CancellationToken.None);
            Navigation.NavigateTo(LocalUrl.Of(ReturnUrl));
        }
        else if (!result.IsLockedOut)
        {
            Refuse(null);
        }
        else if (!PortalIdentity.IsClosed(user))
        {
            Refuse(user.LockoutEnd);
        }
        else if (await SignIn.UserManager.CheckPasswordAsync(user, Input.Password))
        {
            _refusal = "Вход закрыт администратором портала.";
        }
        else
        {
            // As at an address that nobody has: a closed account is not told from none.
            Refuse(Tries.Fail(Input.Email));
        }
    }

    private void Refuse(DateTimeOffset? closedUntil)
    {
        if (closedUntil is { } until)
        {
            _refusal = $"Слишком много попыток. Вход закрыт до {Clock.ToLocal(until.UtcDateTime).ToString("HH:mm", CultureInfo.InvariantCulture)}.";
            _more = "Данные в порядке. После этого времени войдите снова.";
            return;
        }

        _refusal = "Почта или пароль не подошли.";
        _more = $"После {PortalIdentity.LockoutAttempts} неудачных попыток подряд вход закроется на {PortalIdentity.LockoutTime.Minutes} минут.";
    }

    private sealed class Form
    {
        public string Email { get; set; } = "";

        public string Password { get; set; } = "";
    }
}
