using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Sferum.Admin.E2E.Support;

/// <summary>axe, run inside the page. Only what it finds comes back: the passed nodes of a long list are megabytes.</summary>
internal static class Axe
{
    private const string RunScript = """
        async selector => {
          const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
          const context = selector === null ? document : { include: [...document.querySelectorAll(selector)] };
          const result = await axe.run(context, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], iframes: false });
          return result.violations.map(v => `${v.id}: ${v.help} — ` + v.nodes.slice(0, 3).map(n => n.html.slice(0, 300)).join(' | '));
        }
        """;

    private static readonly string Library = new BundledAxeScriptProvider().GetScript();

    /// <summary>What axe finds on the page as it is now, of whatever impact.</summary>
    /// <param name="within">Selector of the part to look at; null = the page.</param>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page, string? within = null)
    {
        if (await page.EvaluateAsync<bool>("() => typeof axe === 'undefined'"))
        {
            await page.EvaluateAsync(Library);
        }

        return await page.EvaluateAsync<string[]>(RunScript, within);
    }
}
