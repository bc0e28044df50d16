using Sferum.Admin.Web.Tests.Cli;

namespace Sferum.Admin.Web.Tests.Hosting;

/// <summary>Two portals on one SQLite file, as two real processes.</summary>
public sealed class PortalLockTests
{
    [Fact]
    public async Task SecondPortal_OnTheSameDirectory_IsRefusedUntilTheFirstIsKilled()
    {
        Assert.SkipUnless(TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        var ct = TestContext.Current.CancellationToken;
        using var program = new ProgramProcess();
        string[] serve = ["--data", Path.Combine(program.Directory, "data"), "--urls", "http://127.0.0.1:0"];
        using var first = program.Start(serve);
        try
        {
            (await first.StandardOutput.ReadLineAsync(ct)).Should().StartWith("Портал открыт");

            var (code, _, error) = await program.RunAsync(serve);

            code.Should().Be(4);
            error.Should().Contain("уже работает другой портал").And.Contain("PostgreSQL");
            // A verb beside the portal is allowed.
            (await program.RunAsync("migrate", "--data", Path.Combine(program.Directory, "data"))).Code.Should().Be(0);
        }
        finally
        {
            first.Kill();
            await first.WaitForExitAsync(ct);
        }

        using var next = program.Start(serve);
        try
        {
            (await next.StandardOutput.ReadLineAsync(ct)).Should().StartWith("Портал открыт", "the lock died with the process");
        }
        finally
        {
            next.Kill();
            await next.WaitForExitAsync(ct);
        }
    }
}
