using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Web.Components.Ui;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Components;

/// <summary>The parts that several screens share: before and after, trend, menu of a row, undo, foot of a wizard.</summary>
public sealed class UiPartsOfScreensTests : PortalContext
{
    [Fact]
    public void ChangeLine_SaysBothSidesToTheEarAndMarksTheLetter()
    {
        var line = Render<ChangeLine>(p => p.Add(x => x.Name, "Фамилия").Add(x => x.Before, "Семенова").Add(x => x.After, "Семёнова").Add(x => x.Letters, true));

        line.Find("del").TextContent.Should().Be("было: Семенова");
        line.Find("ins").TextContent.Should().Be("стало: Семёнова");
        line.Find("del b").TextContent.Should().Be("е");
        line.Find("ins b").TextContent.Should().Be("ё");
    }

    [Fact]
    public void ChangeLine_OfAnEmptyValue_SaysSo() =>
        Render<ChangeLine>(p => p.Add(x => x.Before, " ").Add(x => x.After, "Павлович")).Find("del").TextContent.Should().Be("было: пусто");

    [Theory]
    [InlineData("Петров", "Петрова", 6, 0)]
    [InlineData("Анна", "Ана", 2, 1)]
    [InlineData("аа", "ааа", 2, 0)]
    public void ChangeLine_Difference_NeverOverlapsItsEnds(string value, string other, int from, int length) =>
        ChangeLine.Difference(value, other).Should().Be((from, length));

    [Fact]
    public void Sparkline_BreaksWhereAWeekIsMissingAndDotsTheLast()
    {
        var spark = Render<Sparkline>(p => p.Add(x => x.Points, [10.0, 20.0, null, 30.0, 40.0]));

        spark.Find("svg").GetAttribute("aria-hidden").Should().Be("true");
        spark.FindAll("polyline").Select(line => line.GetAttribute("points")!.Split(' ').Length).Should().Equal(2, 2);
        spark.Find("circle").GetAttribute("cx").Should().Be("80.0");
        spark.Find("circle").GetAttribute("cy").Should().Be("3.0");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Sparkline_OfFewPoints_HasNoLine(int points) =>
        Render<Sparkline>(p => p.Add(x => x.Points, [.. Enumerable.Repeat((double?)5, points)])).FindAll("polyline").Should().BeEmpty();

    [Fact]
    public void Sparkline_OfEqualPoints_RunsInTheMiddle() =>
        Render<Sparkline>(p => p.Add(x => x.Points, [5.0, 5.0])).Find("circle").GetAttribute("cy").Should().Be("11.0");

    [Theory]
    [InlineData(1, "heatc h1")]
    [InlineData(5, "heatc h5")]
    [InlineData(6, "heatc")]
    [InlineData(null, "heatc")]
    public void HeatCell_CarriesItsNameAndNumber(int? step, string css)
    {
        var cell = Render<HeatCell>(p => p.Add(x => x.Href, "/groups/1").Add(x => x.Name, "ИС-21").Add(x => x.Value, "71 %").Add(x => x.Step, step)).Find("a");

        cell.ClassName.Should().Be(css);
        cell.TextContent.Should().Be("ИС-2171 %");
        cell.GetAttribute("href").Should().Be("/groups/1");
    }

    [Fact]
    public void KeyHint_OfAChord_IsOneBox() =>
        Render<KeyHint>(p => p.Add(x => x.Keys, "Ctrl K,?")).FindAll("kbd").Select(key => key.TextContent).Should().Equal("Ctrl K", "?");

    [Fact]
    public void Skeleton_IsToldOnceAndDrawnInRows()
    {
        var skeleton = Render<Skeleton>(p => p.Add(x => x.Rows, 4).Add(x => x.Columns, 2));

        skeleton.Find("[role=status]").TextContent.Trim().Should().Be("Загружаем…");
        skeleton.FindAll(".skrow[aria-hidden=true]").Should().HaveCount(4);
        skeleton.FindAll(".skel").Should().HaveCount(8);
    }

    [Theory]
    [InlineData(1, "Выбран 1 человек")]
    [InlineData(2, "Выбраны 2 человека")]
    [InlineData(5, "Выбрано 5 человек")]
    public void BulkBar_AgreesWithItsNumber(int count, string expected) => BulkBar(count).Find(".bulk b").TextContent.Replace('\u00A0', ' ').Should().Be(expected);

    [Fact]
    public void BulkBar_WithoutAChoice_IsNotThere() => BulkBar(0).Markup.Trim().Should().BeEmpty();

    [Fact]
    public void Dock_NamesItselfAndKeepsItsButtons()
    {
        var dock = Render<Dock>(p => p.Add(x => x.Left, "Файл пока ничего не изменил").AddChildContent("<button>Дальше</button>"));

        dock.Find(".dock[role=region]").GetAttribute("aria-label").Should().NotBeNullOrEmpty();
        dock.Find(".dock .grow").TextContent.Should().Be("Файл пока ничего не изменил");
        dock.Find(".dock > button").TextContent.Should().Be("Дальше");
    }

    [Theory]
    [InlineData(ChipKind.Danger)]
    [InlineData(ChipKind.Ok)]
    public void GuardBanner_SaysWhatHappenedAndKeepsItsButtonsInside(ChipKind kind)
    {
        var banner = Render<GuardBanner>(p => p
            .Add(x => x.Kind, kind).Add(x => x.Title, "Сторож остановил 6 удалений.").AddChildContent("Никого не удаляем.").Add(x => x.Actions, "<button>Разобрать</button>"));

        banner.Find($".note.{kind.Css()} .grow b").TextContent.Should().Be("Сторож остановил 6 удалений.");
        banner.Find(".acts-in button").TextContent.Should().Be("Разобрать");
    }

    [Fact]
    public void PageHead_WithCrumbs_ShowsTheWayBackAndOneTitle()
    {
        var head = Render<PageHead>(p => p.Add(x => x.Title, "ИС-21").Add(x => x.Crumbs, [new CrumbLink("Группы", "/groups"), new CrumbLink("Архив")]));

        head.Find("nav[aria-label='Путь'] a").GetAttribute("href").Should().Be("/groups");
        head.FindAll("nav li").Should().HaveCount(2);
        head.FindAll("h1").Should().ContainSingle();
    }

    [Fact]
    public void Segmented_MarksTheViewOnScreen()
    {
        var segments = Render<Segmented>(p => p.Add(x => x.Label, "Чьи дела").Add(x => x.Items, [new TabLink("Мои", "/", true), new TabLink("Кураторов", "/?view=curators", false, 46)]));

        segments.Find("a[aria-current=page]").TextContent.Trim().Should().Be("Мои");
        segments.FindAll("a")[1].TextContent.Should().Contain("46");
    }

    [Fact]
    public void RowMenu_HasItsItemsOnlyWhileItIsOpen()
    {
        var called = 0;
        var menu = Render<RowMenu>(p => p.Add(x => x.Of, "Деменева Ю. И.").AddChildContent<MenuItem>(item => item
            .Add(x => x.Icon, Glyph.Mail).Add(x => x.OnClick, () => called++).AddChildContent("Напомнить")));
        menu.FindAll("[role=menu]").Should().BeEmpty();
        menu.Find("button").TextContent.Trim().Should().Be("Действия: Деменева Ю. И.");

        menu.Find("button[aria-haspopup=menu]").Click();
        menu.Find("button[aria-haspopup=menu]").GetAttribute("aria-expanded").Should().Be("true");
        menu.Find("[role=menuitem]").Click();

        called.Should().Be(1);
        menu.FindAll("[role=menu]").Should().BeEmpty();
    }

    [Fact]
    public void UndoBar_TakesBackTheLastActAndNoOther()
    {
        var undone = new List<string>();
        var bar = Render<UndoBar>();
        Toasts.Show("Отметка 1", () => Note("1"));
        Toasts.Show("Отметка 2", () => Note("2"));

        bar.WaitForElement("[data-undo]").Click();

        undone.Should().Equal("2");
        bar.FindAll(".toast").Should().BeEmpty();

        Task Note(string mark)
        {
            undone.Add(mark);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public void UndoBar_GoesAfterEightSecondsButNotUnderThePointer()
    {
        var bar = Render<UndoBar>();
        Toasts.Show("Отмечено", () => Task.CompletedTask);
        bar.WaitForElement(".toast").MouseEnter();
        Database.Time.Advance(TimeSpan.FromMinutes(1));
        bar.FindAll(".toast").Should().ContainSingle();

        bar.Find(".toast").MouseLeave();
        Database.Time.Advance(UndoToasts.Stays - TimeSpan.FromMilliseconds(1));
        bar.FindAll(".toast").Should().ContainSingle();
        Database.Time.Advance(TimeSpan.FromMilliseconds(1));

        bar.WaitForAssertion(() => bar.FindAll(".toast").Should().BeEmpty());
    }

    private UndoToasts Toasts => Services.GetRequiredService<UndoToasts>();

    private IRenderedComponent<BulkBar> BulkBar(int count) =>
        Render<BulkBar>(p => p.Add(x => x.Count, count).Add(x => x.One, "человек").Add(x => x.Few, "человека").Add(x => x.Many, "человек"));
}
