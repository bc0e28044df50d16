using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Web.Security;

namespace Sferum.Admin.E2E.Support;

/// <summary>A portal that nobody has set up yet, on an SQLite file of its own, listening in this process: what is tested is the set-up, not the start.</summary>
public sealed class EmptyPortal : WebApplicationFactory<Program>
{
    private readonly string _data = Directory.CreateTempSubdirectory("sferum-e2e-empty-").FullName;

    public EmptyPortal()
    {
        UseKestrel(0);
        StartServer();
    }

    public string Url => ClientOptions.BaseAddress.ToString();

    /// <summary>What a start would print on the console.</summary>
    public string Code => Services.GetRequiredService<SetupCode>().Printed;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Test");
        builder.UseSetting("data", Path.Combine(_data, "data"));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(_data))
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(_data, recursive: true);
        }
    }
}
