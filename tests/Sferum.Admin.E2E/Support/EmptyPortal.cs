using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Sferum.Admin.Web.Security;

namespace Sferum.Admin.E2E.Support;

/// <summary>
/// A portal that nobody has set up yet, on an SQLite file of its own, listening in this process: what is tested is the set-up, not the
/// start. Its environment is «Development», or there would be no gallery of parts.
/// </summary>
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

    /// <summary>Names the college and its first administrator, who is signed in then.</summary>
    public async Task SetUpAsync(IPage page, string password = "верная лошадь")
    {
        await page.GotoAsync(Url);
        await page.GetByLabel("Код с консоли").FillAsync(Code);
        await page.GetByLabel("Техникум").FillAsync("ГБПОУ «ЧИТ», г. Чусовой");
        await page.GetByLabel("Фамилия, имя, отчество").FillAsync("Образцов Пётр Ильич");
        await page.GetByLabel("Рабочая почта").FillAsync("first@chit.example");
        await page.GetByLabel("Пароль", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Открыть портал" }).ClickAsync();
        await page.Locator("[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Microsoft.Extensions.Hosting.Environments.Development);
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
