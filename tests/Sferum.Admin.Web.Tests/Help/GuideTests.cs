using System.Text.RegularExpressions;
using Sferum.Admin.Web.Components.Layout;
using Sferum.Admin.Web.Features.Help;

namespace Sferum.Admin.Web.Tests.Help;

/// <summary>The guide is whole: every chapter, link and picture is there, and every page of the menu has its chapter.</summary>
public sealed partial class GuideTests
{
    private static readonly string Files = Path.Combine(TestEnvironment.Root, "docs", "guide");

    private readonly Guide _guide = new(Files);

    public static TheoryData<string> Slugs => [.. Guide.Chapters.Select(c => c.Slug)];

    [Theory, MemberData(nameof(Slugs))]
    public void Chapter_LinksAndPictures_LeadSomewhere(string slug)
    {
        var text = _guide.Read(slug);

        text.Should().NotBeNull();
        foreach (var picture in Pictures().Matches(text!.Html).Select(m => m.Groups[1].Value))
        {
            _guide.Picture(picture).Should().NotBeNull($"{slug} shows {picture}");
        }

        foreach (var link in Links().Matches(text.Html).Select(m => m.Groups[1].Value.Split('#')))
        {
            var chapter = _guide.Read(link[0]);
            chapter.Should().NotBeNull($"{slug} leads to {link[0]}");
            (link.Length == 1 || chapter!.Headings.Any(h => h.Id == link[1])).Should().BeTrue($"{slug} leads to {string.Join('#', link)}");
        }

        text.Html.Should().NotContain(".md", "a file of the repository is no page");
    }

    [Fact]
    public void EveryLineOfTheMenu_HasAChapterThatExists()
    {
        foreach (var line in PortalMenu.All.SelectMany(s => s.Lines))
        {
            _guide.Read(HelpLinks.ChapterOf(line.Href)).Should().NotBeNull(line.Href);
        }
    }

    [Theory]
    [InlineData("/", "today")]
    [InlineData("/groups", "groups")]
    [InlineData("/groups/0197a000-0000-7000-8000-000000000001", "check")]
    [InlineData("/groups/0197a000-0000-7000-8000-000000000001/people", "groups")]
    [InlineData("/settings/bindings", "journal")]
    [InlineData("/settings/users", "settings")]
    public void Page_HasItsChapter(string path, string chapter) => HelpLinks.ChapterOf(path).Should().Be(chapter);

    [Theory]
    [InlineData("../guide.md")]
    [InlineData("..%2f..%2fappsettings.json")]
    [InlineData("nothing.png")]
    public void Picture_OfAnotherName_IsNotFound(string name) => _guide.Picture(name).Should().BeNull();

    [Fact]
    public void RawHtml_IsText()
    {
        var directory = Directory.CreateTempSubdirectory("sferum-guide-");
        try
        {
            File.WriteAllText(Path.Combine(directory.FullName, "start.md"), "# A\n\n<script>alert(1)</script>\n");
            new Guide(directory.FullName).Read("start")!.Html.Should().NotContain("<script");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [GeneratedRegex("src=\"/help/images/([^\"]+)\"")]
    private static partial Regex Pictures();

    [GeneratedRegex("href=\"/help/([^\"]+)\"")]
    private static partial Regex Links();
}
