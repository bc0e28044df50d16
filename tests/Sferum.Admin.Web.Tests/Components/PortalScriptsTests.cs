using Bunit;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using Sferum.Admin.Web.Components;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Components;

public sealed class PortalScriptsTests : BunitContext
{
    private const string Secret = "Зырянова";

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_ThatFailsInTheBrowser_LeavesOneWarningWithoutWhatWasTyped()
    {
        JSInterop.SetupVoid("sferum.focus", _ => true).SetException(new JSException($"No element {Secret}"));
        JSInterop.SetupModule("/lists.js").SetupVoid("print", _ => true).SetException(new JSException(Secret));
        using var log = new MemoryLog();
        var scripts = new PortalScripts(JSInterop.JSRuntime, log.CreateLogger<PortalScripts>());
        var module = await scripts.ModuleAsync("lists.js", Ct);

        await FluentActions.Awaiting(() => scripts.InvokeVoidAsync("sferum.focus", Secret).AsTask()).Should().ThrowAsync<JSException>("whoever called decides what the page shows");
        await FluentActions.Awaiting(() => module!.InvokeVoidAsync("print", Ct, Secret).AsTask()).Should().ThrowAsync<JSException>();

        log.Lines.Should().HaveCount(2).And.OnlyContain(line => line.StartsWith("Warning", StringComparison.Ordinal) && !line.Contains(Secret, StringComparison.Ordinal));
        log.Lines[0].Should().Contain("sferum.focus");
        log.Lines[1].Should().Contain("print of the script lists.js");
    }

    [Fact]
    public async Task Call_FromATabThatWasClosed_LeavesNothing()
    {
        JSInterop.SetupVoid("sferum.focus", _ => true).SetException(new JSDisconnectedException("The circuit is gone."));
        using var log = new MemoryLog();
        var scripts = new PortalScripts(JSInterop.JSRuntime, log.CreateLogger<PortalScripts>());

        await FluentActions.Awaiting(() => scripts.InvokeVoidAsync("sferum.focus").AsTask()).Should().ThrowAsync<JSDisconnectedException>();

        log.Lines.Should().BeEmpty();
    }

    [Fact]
    public async Task Module_TheBrowserDoesNotGet_IsNoneAndLeavesAWarning()
    {
        using var log = new MemoryLog();
        var scripts = new PortalScripts(new NoModules(JSInterop.JSRuntime), log.CreateLogger<PortalScripts>());

        (await scripts.ModuleAsync("drafts.abc.js", Ct)).Should().BeNull();

        log.Lines.Should().ContainSingle().Which.Should().StartWith("Warning").And.Contain("drafts.abc.js");
    }
}
