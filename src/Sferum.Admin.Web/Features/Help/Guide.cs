using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Sferum.Admin.Core.Access;

namespace Sferum.Admin.Web.Features.Help;

/// <summary>A chapter of the user guide, <c>docs/guide/SLUG.md</c>.</summary>
/// <param name="Slug">Name of the file and part of the address.</param>
/// <param name="Title">As in the list of chapters.</param>
/// <param name="Permission">Whoever does not hold it does not meet the chapter in the list; it holds no secret and opens for everybody.</param>
public sealed record GuideChapter(string Slug, string Title, Permission Permission);

/// <summary>A heading of a chapter.</summary>
/// <param name="Id">Fragment of the address.</param>
/// <param name="Level">2 or 3.</param>
public sealed record GuideHeading(string Id, string Text, int Level);

/// <summary>A chapter ready to be shown.</summary>
/// <param name="Html">Of our own file; raw HTML in it is not let through.</param>
/// <param name="Headings">For the list at its side.</param>
public sealed record GuideText(GuideChapter Chapter, string Html, IReadOnlyList<GuideHeading> Headings);

/// <summary>
/// The user guide as it is read inside the portal: the same files that the repository shows, so that there is one text
/// (<c>docs/decisions/023</c>).
/// </summary>
/// <param name="directory">Directory of the chapters.</param>
public sealed partial class Guide(string directory)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).DisableHtml().Build();

    private readonly ConcurrentDictionary<string, GuideText?> _texts = new();

    /// <summary>Chapters in reading order.</summary>
    public static IReadOnlyList<GuideChapter> Chapters { get; } =
    [
        new("start", "Начало работы", Permission.ReadToday),
        new("today", "Сегодня", Permission.ReadToday),
        new("check", "Проверка группы за неделю", Permission.Mark),
        new("people", "Люди и семьи", Permission.ReadRegister),
        new("groups", "Группы и кураторы", Permission.ReadRegister),
        new("imports", "Загрузка списков", Permission.ImportRosters),
        new("chats", "Чаты", Permission.Mark),
        new("journal", "ЭПОС: подключение и чтения", Permission.ManageSettings),
        new("statistics", "Показатели", Permission.ReadStatistics),
        new("settings", "Настройки", Permission.ManageSettings),
        new("setup", "Первая настройка", Permission.ManageSettings),
        new("keys", "Клавиши", Permission.ReadToday),
        new("words", "Слова портала", Permission.ReadToday),
    ];

    /// <summary>Chapters for the reader's roles.</summary>
    public static IReadOnlyList<GuideChapter> For(Actor actor) => [.. Chapters.Where(c => AccessPolicy.Holds(actor, c.Permission))];

    /// <summary>The chapter; <see langword="null"/> where there is none of that name.</summary>
    public GuideText? Read(string slug) => Chapters.SingleOrDefault(c => c.Slug == slug) is { } chapter ? _texts.GetOrAdd(slug, _ => Make(chapter)) : null;

    /// <summary>File of a picture of the guide; <see langword="null"/> where there is none of that name.</summary>
    /// <param name="name">File name without a directory.</param>
    public string? Picture(string name) =>
        PictureName().IsMatch(name) && Path.Combine(directory, "images", name) is var file && File.Exists(file) ? file : null;

    private GuideText? Make(GuideChapter chapter)
    {
        var file = Path.Combine(directory, $"{chapter.Slug}.md");
        if (!File.Exists(file))
        {
            return null;
        }

        var document = Markdown.Parse(File.ReadAllText(file), Pipeline);
        foreach (var link in document.Descendants<LinkInline>())
        {
            link.Url = Address(link.Url ?? "", link.IsImage, chapter.Slug);
            if (link.IsImage)
            {
                link.GetAttributes().AddPropertyIfNotExist("loading", "lazy");
            }
        }

        var headings = document.Descendants<HeadingBlock>().Where(h => h.Level is 2 or 3)
            .Select(h => new GuideHeading(h.GetAttributes().Id ?? "", string.Concat(h.Inline!.Descendants<LiteralInline>().Select(l => l.Content.ToString())), h.Level))
            .ToList();
        // The page has its own h1.
        if (document.FirstOrDefault() is HeadingBlock { Level: 1 } title)
        {
            document.Remove(title);
        }

        using var text = new StringWriter();
        var renderer = new HtmlRenderer(text);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return new GuideText(chapter, text.ToString(), headings);
    }

    /// <summary>What leads to another file in the repository leads to a page here.</summary>
    private static string Address(string url, bool isImage, string slug) => url switch
    {
        _ when isImage && url.StartsWith("images/", StringComparison.Ordinal) => $"/help/{url}",
        _ when url.StartsWith('#') => $"/help/{slug}{url}",
        _ when MarkdownLink().Match(url) is { Success: true } match => $"/help/{match.Groups[1].Value}{match.Groups[2].Value}",
        _ => url,
    };

    [GeneratedRegex(@"^([a-z]+)\.md(#.*)?$")]
    private static partial Regex MarkdownLink();

    [GeneratedRegex(@"^[a-z0-9-]+\.png$")]
    private static partial Regex PictureName();
}
