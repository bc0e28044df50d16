using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Web.Hosting;
using Sferum.Admin.Web.Security;

namespace Sferum.Admin.Web.Tests.Support;

/// <summary>The whole portal in memory on an SQLite file of its own, from the command line down. Speaks in intents.</summary>
public sealed class PortalFactory : WebApplicationFactory<Program>
{
    public const string Password = "верная лошадь";

    private readonly string _root = Directory.CreateTempSubdirectory("sferum-web-").FullName;

    /// <summary>Moves by hand; begins now, because Identity's lockout asks the machine's clock.</summary>
    public FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    public DataDirectory Data => new(Path.Combine(_root, "data"));

    public string SetupCode => Services.GetRequiredService<SetupCode>().Printed;

    /// <summary>A browser that shows redirects instead of following them.</summary>
    public Browser NewBrowser() => new(CreateDefaultClient(new Uri("http://localhost"), new CookieJar()));

    /// <summary>An account with <see cref="Password"/>.</summary>
    public async Task<Guid> AddUserAsync(string email, params PortalRole[] roles)
    {
        var link = await AddWithoutPasswordAsync(email, roles);
        (await Services.GetRequiredService<Passwords>().SetByLinkAsync(link.UserId, link.Code, Password, CancellationToken.None)).IsOk.Should().BeTrue();
        return link.UserId;
    }

    /// <summary>An account whose one-time link is still unused.</summary>
    public async Task<PasswordLink> AddWithoutPasswordAsync(string email, params PortalRole[] roles)
    {
        var request = new AddUserRequest(email, "Окулов Денис Игоревич", roles is [] ? [PortalRole.Administrator] : roles, null);
        return (await Services.GetRequiredService<AddUser>().RunAsync(Actor.Console(), request, CancellationToken.None)).Value;
    }

    /// <summary>A signed-in browser.</summary>
    public async Task<Browser> SignInAsync(string email = "okulov@chit.example", params PortalRole[] roles)
    {
        await AddUserAsync(email, roles);
        var browser = NewBrowser();
        (await browser.SignInAsync(email, Password)).StatusCode.Should().Be(HttpStatusCode.Redirect);
        return browser;
    }

    /// <summary>Waits until the job that runs at each start has ended.</summary>
    public async Task StartedAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var db = await Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(limit.Token);
        while (!await db.JobRuns.AnyAsync(limit.Token))
        {
            await Task.Delay(10, limit.Token);
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Test");
        builder.UseSetting("data", Data.Path);
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Time));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(_root))
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(_root, recursive: true);
        }
    }

    private sealed class CookieJar : DelegatingHandler
    {
        private readonly CookieContainer _cookies = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_cookies.GetCookieHeader(request.RequestUri!) is { Length: > 0 } header)
            {
                request.Headers.Add("Cookie", header);
            }

            var response = await base.SendAsync(request, cancellationToken);
            if (response.Headers.TryGetValues("Set-Cookie", out var set))
            {
                foreach (var cookie in set)
                {
                    _cookies.SetCookies(request.RequestUri!, cookie);
                }
            }

            return response;
        }
    }
}
