using System.Text.RegularExpressions;

namespace Sferum.Admin.Tests.Architecture;

/// <summary>One look over the whole portal: own parts instead of the kit's bare controls, colours from the tokens only.</summary>
public sealed partial class LooksTests
{
    private static readonly string Web = Path.Combine(TestEnvironment.Root, "src", "Sferum.Admin.Web");

    /// <summary>A bare control of the kit brings its own size, shadow and ripple; what is used is wrapped in <c>Components/Ui</c>.</summary>
    [Fact]
    public void Features_UseNoBareControlsOfTheKit()
    {
        var found = Directory.EnumerateFiles(Web, "*.razor", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}Components{Path.DirectorySeparatorChar}Ui{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => BareControl().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileName(file)}: {match.Value}"));

        found.Should().BeEmpty();
    }

    [Theory]
    [InlineData("<MudButton>", true)]
    [InlineData("<MudTextField T=\"string\">", true)]
    [InlineData("<MudDialog>", false)]
    [InlineData("<MudPopoverProvider />", false)]
    public void BareControl_IsToldFromWhatTheShellNeeds(string markup, bool expected) => BareControl().IsMatch(markup).Should().Be(expected);

    /// <summary>Paper is white whatever the theme: the block for print is the one place with colours of its own.</summary>
    [Fact]
    public void Sheets_TakeTheirColoursFromTheTokens()
    {
        var found = Directory.EnumerateFiles(Path.Combine(Web, "wwwroot", "css"), "*.css")
            .SelectMany(file => RawColour().Matches(PrintBlock().Replace(File.ReadAllText(file), "")).Select(match => $"{Path.GetFileName(file)}: {match.Value}"));

        found.Should().BeEmpty();
    }

    [Theory]
    [InlineData("a { color: #fff }", true)]
    [InlineData("a { color: rgb(1 2 3) }", true)]
    [InlineData("a { color: var(--mud-palette-primary) }", true)]
    [InlineData(".mud-dialog { --mud-palette-surface: var(--bg-raised) }", false)]
    [InlineData("#main { color: var(--text-1) }", false)]
    [InlineData(".a { background: url(\"data:image/svg+xml,%3Csvg stroke='%237c8797'\") }", false)]
    public void RawColour_IsToldFromATokenAndAnId(string css, bool expected) => RawColour().IsMatch(css).Should().Be(expected);

    [GeneratedRegex("<Mud(?!Dialog\\b|DialogProvider|PopoverProvider|ThemeProvider)[A-Z]\\w+")]
    private static partial Regex BareControl();

    [GeneratedRegex("(?<=:[^;{}]*)#[0-9a-fA-F]{3,8}\\b|\\brgba?\\(|\\bhsla?\\(|var\\(--mud-palette-[a-z-]+")]
    private static partial Regex RawColour();

    [GeneratedRegex("@media print \\{(?:[^{}]|\\{[^{}]*\\})*\\}")]
    private static partial Regex PrintBlock();
}
