using Microsoft.AspNetCore.WebUtilities;
using Sferum.Admin.Core.Journal.Attention;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Core.Views;
using Sferum.Admin.Web.Features.Groups;
using Sferum.Admin.Web.Features.People;

namespace Sferum.Admin.Web.Tests.Components;

public class PeopleAddressTests
{
    [Fact]
    public void Address_EveryPart_ComesBack()
    {
        var address = new PeopleAddress
        {
            Filter = new PeopleFilter
            {
                Tab = PeopleTab.Representatives,
                StudyGroupId = Guid.CreateVersion7(),
                Courses = [1, 3],
                ProgramId = Guid.CreateVersion7(),
                CuratorId = Guid.CreateVersion7(),
                Links = [LinkState.Invited, LinkState.SelfReported],
                Attention = AttentionKind.OutOfSight,
                WithoutBirthDate = true,
                WithoutPhone = true,
                WithSharedPhone = true,
            },
            Sort = PeopleSort.BirthDate,
            Descending = true,
            Size = 100,
            Columns = ["phone", "link"],
            After = Guid.CreateVersion7(),
            Page = 3,
        };

        Read(address.ToString()).ToString().Should().Be(address.ToString());
        address.ToString().Split('&').Should().HaveCount(16, "every part that is set stands in the address");
        address.ToString().Should().Contain("course=1.3").And.Contain("link=invited.selfreported").And.Contain("cols=phone.link");
        ListAddress.IsQuery(address.Query).Should().BeTrue("a view keeps it");
        address.Query.Should().NotContain("after").And.NotContain("page=");
    }

    [Fact]
    public void Address_Default_IsThePathAlone() => new PeopleAddress().ToString().Should().Be("/people");

    [Theory]
    [InlineData("/people?tab=nonsense&group=1&link=7&sort=%D1%84&after=x&page=-2")]
    [InlineData("/people?tab=2&link=3")]
    public void Address_Nonsense_IsTheDefaultList(string url) => Read(url).ToString().Should().Be("/people");

    [Fact]
    public void Request_OfAnAddress_CarriesTheTextThatTheAddressDoesNot()
    {
        var address = new PeopleAddress { Filter = new PeopleFilter { Tab = PeopleTab.Students } };

        address.Request("Семёнов").Filter.Text.Should().Be("Семёнов");
        address.ToString().Should().NotContain("Сем").And.Be("/people?tab=students");
    }

    [Fact]
    public void GroupsAddress_EveryPart_ComesBack()
    {
        var address = new GroupsAddress(false, GroupFilter.OldLook, GroupSort.Completeness, true, 2, 3, Guid.CreateVersion7(), "curator.students");
        var query = QueryHelpers.ParseQuery(address.ToString().Split('?')[1]);

        GroupsAddress.Read(name => query.TryGetValue(name, out var value) ? value.ToString() : null).Should().Be(address);
        ListAddress.IsQuery(address.Query).Should().BeTrue();
    }

    private static PeopleAddress Read(string url)
    {
        var query = QueryHelpers.ParseQuery(url.Contains('?') ? url.Split('?')[1] : "");
        return PeopleAddress.Read(name => query.TryGetValue(name, out var value) ? value.ToString() : null);
    }
}
