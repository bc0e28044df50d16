using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Web.Security;

namespace Sferum.Admin.Web.Account.Pages;

/// <summary>Opens an empty portal with the code from the console; afterwards it only leads to sign-in.</summary>
public sealed partial class Setup
{
    private Error? _error;

    [Inject] public required FirstSetup First { get; init; }

    [Inject] public required SetupCode Code { get; init; }

    [Inject] public required SignInManager<AppUser> SignIn { get; init; }

    [Inject] public required Passwords Passwords { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [SupplyParameterFromForm] private Form Input { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        Input ??= new Form();
        if (!await First.IsNeededAsync(CancellationToken.None))
        {
            Navigation.NavigateTo(PortalSecurity.LoginPath);
        }
    }

    private async Task SaveAsync()
    {
        if (!Code.Matches(Input.Code))
        {
            _error = Error.Invalid("Код не подошёл. Он печатается на консоли сервера при запуске; после десяти ошибок нужен новый запуск.");
            return;
        }

        var request = new FirstSetupRequest(Input.Organization, Input.Email, Input.Name, Input.Password);
        // The code proves that the owner of the server's console acts.
        _error = (await First.RunAsync(Actor.Console(), request, CancellationToken.None)).Error;
        if (_error is null)
        {
            Code.Use();
            await SignIn.PasswordSignInAsync(Input.Email.Trim(), Input.Password, isPersistent: false, lockoutOnFailure: false);
            if (await SignIn.UserManager.FindByEmailAsync(Input.Email.Trim()) is { } user)
            {
                await Passwords.RecordSignInAsync(user.Id, CancellationToken.None);
            }

            Navigation.NavigateTo("/");
        }
    }

    private sealed class Form
    {
        public string Code { get; set; } = "";

        public string Organization { get; set; } = "";

        public string Name { get; set; } = "";

        public string Email { get; set; } = "";

        public string Password { get; set; } = "";
    }
}
