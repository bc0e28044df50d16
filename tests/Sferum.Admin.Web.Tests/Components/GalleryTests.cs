using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Sferum.Admin.Web.Components.Layout;
using Sferum.Admin.Web.Features.Gallery;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Components;

/// <summary>The gallery is there for those who build the screens, and for nobody else.</summary>
public sealed class GalleryTests : PortalContext
{
    [Fact]
    public void Gallery_InDevelopment_ShowsEveryPartInBothThemesWithOwnIds()
    {
        Services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Development });

        var page = Render<GalleryPage>();

        page.FindAll(".gallery > [data-theme]").Select(half => half.GetAttribute("data-theme")).Should().Equal("light", "dark");
        page.FindAll("[id]").Select(part => part.Id).Should().OnlyHaveUniqueItems();
        page.FindAll(".gallery > [data-theme='dark'] .card").Should().HaveSameCount(page.FindAll(".gallery > [data-theme='light'] .card"));
    }

    [Fact]
    public void Gallery_Elsewhere_IsNotFoundAndInNoMenu()
    {
        Services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Production });

        Render<GalleryPage>().Find("h1").TextContent.Should().Be("Не найдено");

        PortalMenu.All.SelectMany(section => section.Lines).Should().NotContain(line => line.Href == "/gallery");
    }
}
