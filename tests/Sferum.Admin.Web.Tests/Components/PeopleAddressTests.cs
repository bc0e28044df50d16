using Microsoft.AspNetCore.WebUtilities;
using Sferum.Admin.Core.Journal.Attention;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Web.Features.Groups;
using Sferum.Admin.Web.Features.People;

namespace Sferum.Admin.Web.Tests.Components;

public class PeopleAddressTests
{
    [Fact]
    public void Address_EveryPart_ComesBack()
    {
        var address = new PeopleAddress(
            PeopleTab.Representatives, Guid.CreateVersion7(), LinkState.SelfReported, AttentionKind.OutOfSight, true, true, PeopleSort.BirthDate, true, Guid.CreateVersion7(), Page: 3);

        Read(address.ToString()).Should().Be(address);
    }

    [Fact]
    public void Address_Default_IsThePathAlone() => new PeopleAddress().ToString().Should().Be("/people");

    [Theory]
    [InlineData("/people?tab=nonsense&group=1&link=7&sort=%D1%84&after=x&page=-2")]
    [InlineData("/people?tab=2&link=3")]
    public void Address_Nonsense_IsTheDefaultList(string url) => Read(url).Should().Be(new PeopleAddress());

    [Fact]
    public void Request_OfAnAddress_CarriesTheTextThatTheAddressDoesNot()
    {
        var address = new PeopleAddress(PeopleTab.Students);

        address.Request("Семёнов").Filter.Text.Should().Be("Семёнов");
        address.ToString().Should().NotContain("Сем").And.Be("/people?tab=students");
    }

    [Fact]
    public void GroupsAddress_EveryPart_ComesBack()
    {
        var address = new GroupsAddress(false, GroupFilter.OldLook, GroupSort.Completeness, true, 2);
        var query = QueryHelpers.ParseQuery(address.ToString().Split('?')[1]);

        GroupsAddress.Read(null, query["filter"], query["sort"], query["desc"], query["page"]).Should().Be(address);
    }

    private static PeopleAddress Read(string url)
    {
        var query = QueryHelpers.ParseQuery(url.Contains('?') ? url.Split('?')[1] : "");
        return PeopleAddress.Read(name => query.TryGetValue(name, out var value) ? value.ToString() : null);
    }
}
