using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Live;
using Sferum.Admin.Web.Live;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Live;

public sealed class WhoIsHereTests : PortalContext
{
    private PresenceBoard Board => Database.Get<PresenceBoard>();

    [Fact]
    public async Task Others_AreNamed_TheReaderIsNot()
    {
        var place = await GroupAsync();
        var me = await SignInAsync(PortalRole.Administrator);
        var page = Render<WhoIsHere>(p => p.Add(x => x.Place, place).Add(x => x.Enters, true));
        page.WaitForAssertion(() => Board.At(place).Should().Equal(me));
        page.Markup.Trim().Should().BeEmpty("one is alone");

        using var visit = Board.Enter(place, await OtherAsync());

        page.WaitForAssertion(() => page.Markup.Should().Contain("Сейчас отмечает: Южакова\u00A0М.\u00A0Ю."));
        visit.Dispose();
        page.WaitForAssertion(() => page.Markup.Trim().Should().BeEmpty());
    }

    [Fact]
    public async Task PageThatIsLeft_IsGoneAtOnce()
    {
        var place = await GroupAsync();
        var me = await SignInAsync(PortalRole.Administrator);
        var page = Render<WhoIsHere>(p => p.Add(x => x.Place, place).Add(x => x.Enters, true));
        page.WaitForAssertion(() => Board.At(place).Should().Equal(me));

        await DisposeComponentsAsync();

        Board.At(place).Should().BeEmpty();
    }

    [Fact]
    public async Task PageWhoseBrowserIsLost_IsGoneAtOnce_AndBackWithIt()
    {
        var place = await GroupAsync();
        var me = await SignInAsync(PortalRole.Administrator);
        var page = Render<WhoIsHere>(p => p.Add(x => x.Place, place).Add(x => x.Enters, true));
        page.WaitForAssertion(() => Board.At(place).Should().Equal(me));
        var line = Services.GetRequiredService<CircuitLine>();

        await line.OnConnectionDownAsync(null!, Xunit.TestContext.Current.CancellationToken);

        page.WaitForAssertion(() => Board.At(place).Should().BeEmpty());
        await line.OnConnectionUpAsync(null!, Xunit.TestContext.Current.CancellationToken);
        page.Render();
        page.WaitForAssertion(() => Board.At(place).Should().Equal(me));
    }

    [Fact]
    public async Task Reader_WhoDoesNotMark_IsNotShownToOthers()
    {
        var place = await GroupAsync();
        await SignInAsync(PortalRole.Director);
        var page = Render<WhoIsHere>(p => p.Add(x => x.Place, place).Add(x => x.Enters, false));
        using var visit = Board.Enter(place, await OtherAsync());

        page.WaitForAssertion(() => page.Markup.Should().Contain("Южакова"));
        Board.At(place).Should().ContainSingle();
    }

    [Fact]
    public async Task WhoMayNotSeeTheGroup_SeesNoNames()
    {
        var place = await GroupAsync();
        await SignInAsync(PortalRole.Curator);
        using var visit = Board.Enter(place, await OtherAsync());

        Render<WhoIsHere>(p => p.Add(x => x.Place, place)).Markup.Should().NotContain("Южакова");
    }

    private async Task<Guid> GroupAsync()
    {
        var register = new Register(Database);
        var group = register.Group("ИС-21").Id;
        await register.SaveAsync(Ct);
        return group;
    }

    private async Task<Guid> OtherAsync() => (await Database.Get<Core.Access.Users.AddUser>().RunAsync(
        Actor.Console(), new Core.Access.Users.AddUserRequest("yuzhakova@chit.example", "Южакова Мария Юрьевна", [PortalRole.Administrator], null), Ct)).Value.UserId;
}
