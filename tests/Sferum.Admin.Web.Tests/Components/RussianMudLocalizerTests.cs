using System.Collections;
using System.Resources;
using System.Text.RegularExpressions;
using MudBlazor;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Tests.Components;

public sealed partial class RussianMudLocalizerTests
{
    /// <summary>Parts of MudBlazor that the portal does not use and that therefore stay English.</summary>
    private static readonly string[] Unused =
        ["MudDataGrid", "MudDataGridPager", "MudTable", "MudTablePager", "MudColorPicker", "MudCarousel", "MudRating", "MudRatingItem", "MudSplitPanel", "MudStepper", "MudTreeView", "HeatMap"];

    [Fact]
    public void EveryWordOfAPartInUse_IsRussian()
    {
        var localizer = new RussianMudLocalizer();
        var keys = Keys().Where(k => !Unused.Contains(k.Split('_')[0])).ToList();

        keys.Should().HaveCountGreaterThan(30);
        keys.Where(k => !Cyrillic().IsMatch(localizer[k].Value) || localizer[k].ResourceNotFound).Should().BeEmpty();
    }

    [Fact]
    public void Placeholders_AreThoseOfTheOriginal()
    {
        var localizer = new RussianMudLocalizer();
        using var reader = Resources();
        foreach (DictionaryEntry entry in reader)
        {
            var translated = localizer[(string)entry.Key];
            if (!translated.ResourceNotFound)
            {
                Placeholder().Matches(translated.Value).Select(m => m.Value).Should().BeSubsetOf(Placeholder().Matches((string)entry.Value!).Select(m => m.Value), (string)entry.Key);
            }
        }
    }

    [Fact]
    public void UnusedParts_AreReallyUnused()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(TestEnvironment.Root, "src", "Sferum.Admin.Web"), "*.razor", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .ToDictionary(f => f, File.ReadAllText);

        sources.Should().NotBeEmpty();
        sources.Where(s => Unused.Any(u => Regex.IsMatch(s.Value, $@"<{u}\b"))).Select(s => s.Key).Should().BeEmpty("their words would be English: add them to RussianMudLocalizer");
    }

    private static List<string> Keys()
    {
        using var reader = Resources();
        return [.. reader.Cast<DictionaryEntry>().Select(e => (string)e.Key)];
    }

    private static ResourceReader Resources() =>
        new(typeof(MudButton).Assembly.GetManifestResourceStream("MudBlazor.Resources.LanguageResource.resources")!);

    [GeneratedRegex("[а-яё]", RegexOptions.IgnoreCase)]
    private static partial Regex Cyrillic();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();
}
