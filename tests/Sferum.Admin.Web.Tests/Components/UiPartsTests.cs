using Bunit;
using MudBlazor;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Web.Components.Ui;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Components;

/// <summary>Status is icon and word, a number is a link, state is in the address.</summary>
public sealed class UiPartsTests : PortalContext
{
    public static TheoryData<LinkState> LinkStates => new(Enum.GetValues<LinkState>());

    [Theory]
    [MemberData(nameof(LinkStates))]
    public void StatusChip_OfEveryLinkState_HasIconAndWord(LinkState state)
    {
        var chip = Render<StatusChip>(p => p.Add(x => x.Face, StatusFace.Of(state))).Find("span.chip");

        chip.TextContent.Should().NotBeNullOrWhiteSpace();
        chip.QuerySelector("svg[aria-hidden=true] path")!.GetAttribute("d").Should().NotBeNullOrEmpty();
    }

    [Fact]
    public void StatusFaces_AreToldApartWithoutColour()
    {
        var faces = Enum.GetValues<LinkState>().Select(s => StatusFace.Of(s)).Concat(Enum.GetValues<VisibilityState>().Select(StatusFace.Of)).ToList();

        faces.Select(f => f.Word).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Refusal_ForTheDirector_IsOneNeutralWord()
    {
        StatusFace.Of(LinkState.Refused, sensitive: false).Should().Be(StatusFace.Of(LinkState.NotApplicable, sensitive: false));
        StatusFace.Of(LinkState.Refused).Kind.Should().Be(ChipKind.Neutral, "a refusal is lawful and never red");
    }

    [Fact]
    public void Glyphs_AllHaveStrokes() =>
        Enum.GetValues<Glyph>().Select(GlyphPaths.Of).Should().OnlyHaveUniqueItems().And.NotContain("");

    [Fact]
    public void Figure_IsADoorToItsList()
    {
        var figure = Render<Figure>(p => p.Add(x => x.Label, "Привязаны").Add(x => x.Value, "81").Add(x => x.Unit, "%").Add(x => x.Fraction, "1 220 из 1 500").Add(x => x.Href, "/people?link=linked"));

        figure.Find(".v a").GetAttribute("href").Should().Be("/people?link=linked");
        figure.Find(".frac").TextContent.Should().Be("1 220 из 1 500");
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 3)]
    [InlineData(10, 5, 10)]
    public void Meter_NeverLeavesItsTrackAndSaysItsNumber(int ok, int waiting, int total)
    {
        var meter = Render<Meter>(p => p.Add(x => x.Ok, ok).Add(x => x.Waiting, waiting).Add(x => x.Total, total));

        meter.Find(".track").GetAttribute("aria-hidden").Should().Be("true");
        meter.Find(".n").TextContent.Should().Be($"{ok} из {total}");
        var widths = meter.FindAll(".track i").Select(i => i.GetAttribute("style")!).ToList();
        widths.Should().HaveCount((ok > 0 ? 1 : 0) + (waiting > 0 ? 1 : 0));
        widths.Where(w => w.Contains(',')).Should().BeEmpty("CSS has no decimal comma");
    }

    [Fact]
    public void FilterChip_InForce_LeadsToTheListWithoutIt()
    {
        var chip = Render<FilterChip>(p => p.Add(x => x.Label, "Курс").Add(x => x.Value, "1").Add(x => x.On, true).Add(x => x.Href, "/people")).Find("a.fchip.on");

        chip.GetAttribute("href").Should().Be("/people");
        chip.TextContent.Should().Contain("Курс: 1").And.Contain("убрать фильтр");
    }

    [Theory]
    [InlineData(SortDirection.Ascending, "ascending")]
    [InlineData(SortDirection.Descending, "descending")]
    [InlineData(null, null)]
    public void SortHeader_SaysHowTheListIsOrdered(SortDirection? direction, string? expected) =>
        Render<SortHeader>(p => p.Add(x => x.Href, "/people?sort=name").Add(x => x.Direction, direction).AddChildContent("ФИО"))
            .Find("th").GetAttribute("aria-sort").Should().Be(expected);

    [Theory]
    [InlineData(101, 50, 2250, "101–150 из 2 250")]
    [InlineData(0, 50, null, "50")]
    public void Pager_SaysWhichRows(int from, int shown, int? total, string expected) =>
        Render<Pager>(p => p.Add(x => x.From, from).Add(x => x.Shown, shown).Add(x => x.Total, total)).Find(".num").TextContent.Replace(RussianText.ThinSpace, ' ').Should().Be(expected);

    [Fact]
    public void AgeLabel_OverItsLimit_SaysSoInWords()
    {
        var fresh = Render<AgeLabel>(p => p.Add(x => x.At, TestClock.Now.AddDays(-14)).Add(x => x.LimitDays, 14));
        var late = Render<AgeLabel>(p => p.Add(x => x.At, TestClock.Now.AddDays(-14).AddMinutes(-1)).Add(x => x.LimitDays, 14));

        fresh.Markup.Should().NotContain("устарело");
        late.Markup.Should().Contain("устарело");
        Render<AgeLabel>(p => p.Add(x => x.At, (DateTime?)null)).Markup.Should().Contain("не смотрели");
    }

    [Theory]
    [InlineData("2026-11-20T07:00:00Z", "12:00")]
    [InlineData("2026-11-19T20:00:00Z", "01:00")]
    [InlineData("2026-11-19T18:59:00Z", "вчера, 23:59")]
    [InlineData("2026-11-23T09:00:00Z", "пн 23.11, 14:00")]
    [InlineData("2026-11-11T04:05:00Z", "11.11.2026, 09:05")]
    public void Moment_IsOnTheSchoolsClock(string utc, string expected) =>
        MomentText.Near(DateTime.Parse(utc, null, System.Globalization.DateTimeStyles.AdjustToUniversal), Database.Clock).Replace('\u00A0', ' ').Should().Be(expected);

    [Fact]
    public void Note_ThatHasJustHappened_IsAnnounced() =>
        Render<ErrorNote>(p => p.Add(x => x.Error, Error.Conflict("Запись изменил кто-то другой."))).Find(".note.attention[role=alert]").TextContent.Should().Contain("Запись изменил кто-то другой.");
}
