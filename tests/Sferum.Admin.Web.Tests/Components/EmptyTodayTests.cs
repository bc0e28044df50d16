using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Today;
using Sferum.Admin.Web.Features.Marks;
using Sferum.Admin.Web.Features.Today;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Components;

/// <summary>«Сегодня» before anybody was loaded: nothing to do is not the same as everything done.</summary>
public sealed class EmptyTodayTests : PortalContext
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Database.Get<TodayQueries>());
        Services.AddSingleton(Database.Get<AssignCurator>());
        Services.AddSingleton(Database.Get<RemindCurators>());
        Services.AddSingleton(Database.Get<Core.Chats.AppointChatAdministrator>());
        Services.AddSingleton((MarksActs)Database.Create(typeof(MarksActs)));
    }

    [Theory]
    [InlineData(PortalRole.Director)]
    [InlineData(PortalRole.Curator)]
    public async Task Today_WithoutAnybodyInTheLists_DoesNotSayThatAllIsDone(PortalRole role)
    {
        await SignInAsync(role);

        var page = Render<TodayPageView>();

        page.WaitForElement(".empty").TextContent.Should().Contain("Проверять пока некого").And.NotContain("Всё сделано");
        page.FindAll(".empty a[href='/imports']").Should().BeEmpty();
    }

    [Fact]
    public async Task Today_OfAnEmptyPortal_LeadsItsAdministratorThroughTheSteps()
    {
        await SignInAsync(PortalRole.Administrator);

        var page = Render<TodayPageView>();

        page.WaitForElement("ol.fs > li.cur h2").TextContent.Should().StartWith("Техникум и администратор");
        page.FindAll(".drop input[type=file]").Should().ContainSingle();
        page.FindAll("h1").Should().ContainSingle();
    }
}
