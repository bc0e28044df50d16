using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Core.Journal;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Live;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Core.Today;
using Sferum.Admin.Web.Components;
using Sferum.Admin.Web.Components.Layout;
using Sferum.Admin.Web.Components.Ui;
using Sferum.Admin.Web.Live;
using Sferum.Admin.Web.Features.Imports;
using Sferum.Admin.Web.Security;

namespace Sferum.Admin.Web.Tests.Support;

/// <summary>Renders components over a real register on SQLite, as the user who is signed in.</summary>
public abstract class PortalContext : BunitContext, IAsyncLifetime
{
    private BunitAuthorizationContext _authorization = null!;

    protected TestDatabase Database { get; private set; } = null!;

    protected static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, Ct, Configure);
        // A busy machine takes its time; what never comes fails all the same.
        DefaultWaitTimeout = TimeSpan.FromSeconds(10);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddScoped<PortalScripts>();
        Services.AddScoped<SearchState>();
        Services.AddSingleton(Database.Get<LiveNews>());
        Services.AddSingleton(Database.Get<PresenceBoard>());
        Services.AddSingleton(Database.Get<PresenceQueries>());
        Services.AddPortalLive();
        Services.AddScoped<UndoToasts>();
        Services.AddScoped<MenuNews>();
        Services.AddScoped<PageKeyList>();
        Services.AddScoped<PaletteRecent>();
        Services.AddScoped<PaletteServices>();
        Services.AddScoped<CurrentActor>();
        Services.AddSingleton(Database.Clock);
        Services.AddSingleton<TimeProvider>(Database.Time);
        Services.AddSingleton(Database.Get<ActorReader>());
        Services.AddLists(Database);
        Services.AddSingleton(Database.Get<SchoolName>());
        Services.AddSingleton(Database.Get<ReadingAgeQueries>());
        Services.AddSingleton(Database.Get<CheckOfferQueries>());
        Services.AddSingleton(Database.Get<GroupQueries>());
        Services.AddSingleton(Database.Get<UserQueries>());
        Services.AddSingleton(new Web.Features.Help.Guide(Path.Combine(TestEnvironment.Root, "docs", "guide")));
        Services.AddSingleton(Database.Get<WaitingQueries>());
        Services.AddSingleton(Database.Get<PaletteQueries>());
        Services.AddSingleton(Database.Get<StartCheck>());
        Services.AddSingleton(Database.Get<AddUser>());
        Services.AddSingleton(Database.Get<ChangeUser>());
        Services.AddSingleton(Database.Get<SetupQueries>());
        Services.AddSingleton(Database.Get<Core.Journal.Connection.SaveJournalConnection>());
        Services.AddSingleton((RosterUpload)Database.Create(typeof(RosterUpload)));
        _authorization = AddAuthorization();
    }

    /// <summary>Registrations that win over the portal's own.</summary>
    protected virtual void Configure(IServiceCollection services)
    {
    }

    /// <summary>Opens an account with the roles and signs it in.</summary>
    protected async Task<Guid> SignInAsync(params PortalRole[] roles)
    {
        var person = default(Guid?);
        if (roles.Contains(PortalRole.Curator))
        {
            var register = new Register(Database);
            person = register.Employee("Окулов").Id;
            await register.SaveAsync(Ct);
        }

        var request = new AddUserRequest($"{Guid.CreateVersion7():N}@chit.example", "Окулов Денис Игоревич", roles, person);
        var id = (await Database.Get<AddUser>().RunAsync(Actor.Console(), request, Ct)).Value.UserId;
        _authorization.SetAuthorized("okulov");
        _authorization.SetClaims(new Claim(ClaimTypes.NameIdentifier, id.ToString()));
        return id;
    }

    // MudBlazor's popover service can only be disposed asynchronously.
    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
