using Microsoft.Playwright;

namespace Sferum.Admin.E2E.Support;

/// <summary>What can be measured on a page as it stands: text that leaves its box or the screen, words that are not Russian.</summary>
internal static class PageLook
{
    /// <summary>Widths at which nothing may overflow.</summary>
    public static readonly int[] Widths = [360, 768, 1440, 1920];

    /// <summary>Latin words that a Russian page may hold: names of products, formats, keys and protocols.</summary>
    private static readonly string[] Allowed =
    [
        "Sferum", "Admin", "MAX", "VK", "QR", "CSV", "XLSX", "Excel", "Ctrl", "Shift", "Alt", "Enter", "Esc", "Tab", "Home", "End", "SQLite", "PostgreSQL", "HTTP", "HTTPS",
        "PDF", "ID", "Asia", "Yekaterinburg",
    ];

    // A box that scrolls may hold more than it shows; an ellipsis is fair only where the whole text can still be had.
    private const string OverflowScript = """
        () => {
          const found = [];
          const shown = e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
          const hidden = e => e.closest('.sr, [aria-hidden=true], [inert], noscript, dialog:not([open]), .mud-popover-provider') !== null;
          const clips = s => s === 'hidden' || s === 'clip';
          const name = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + [...e.classList].map(c => '.' + c).join('');
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth > width) found.push(`страница шире экрана на ${document.documentElement.scrollWidth - width}`);
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const range = document.createRange();
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const text = node.data.trim();
            const own = node.parentElement;
            if (!text || !own || ['SCRIPT', 'STYLE', 'OPTION'].includes(own.tagName) || !shown(own) || hidden(own)) continue;
            range.selectNodeContents(node);
            const rects = [...range.getClientRects()].filter(r => r.width > 0);
            if (rects.length === 0) continue;
            const left = Math.min(...rects.map(r => r.left)), right = Math.max(...rects.map(r => r.right));
            const top = Math.min(...rects.map(r => r.top)), bottom = Math.max(...rects.map(r => r.bottom));
            let inScroller = false;
            for (let box = own; box && box !== document.body; box = box.parentElement) {
              const style = getComputedStyle(box), at = box.getBoundingClientRect();
              if (style.display === 'inline' || style.display === 'contents') continue;
              const scrolls = o => o === 'auto' || o === 'scroll';
              const wide = right > at.right + 1.5 || left < at.left - 1.5;
              const tall = bottom > at.bottom + 4 || top < at.top - 4;
              if (scrolls(style.overflowX)) inScroller = true;
              if (!inScroller && wide && (clips(style.overflowX) ? !(style.textOverflow === 'ellipsis' && (box.title || box.closest('[title]'))) : box === own)) {
                found.push(`${name(box)} уже текста «${text.slice(0, 60)}»`); break;
              }
              if (!inScroller && tall && !scrolls(style.overflowY) && (clips(style.overflowY) || box.matches('button, .btn, .chip, .fchip, td, th, input, select, li > a'))) {
                found.push(`${name(box)} ниже текста «${text.slice(0, 60)}»`); break;
              }
              if (scrolls(style.overflowY) && tall || style.position === 'fixed') break;
              if (inScroller) break;
            }
            if (!inScroller && !own.closest('[style*="position: fixed"]') && (right > width + 1 || left < -1) && document.documentElement.scrollWidth <= width)
              found.push(`за краем экрана «${text.slice(0, 60)}» (${name(own)})`);
          }
          return [...new Set(found)];
        }
        """;

    private const string TextScript = """
        () => {
          const texts = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const own = node.parentElement;
            if (own && !own.closest('script, style, noscript, code, kbd, pre, [data-as-typed]')) texts.push(node.data);
          }
          for (const e of document.querySelectorAll('[title], [aria-label], [placeholder], [alt], [aria-description]'))
            for (const a of ['title', 'aria-label', 'placeholder', 'alt', 'aria-description']) if (e.hasAttribute(a)) texts.push(e.getAttribute(a));
          texts.push(document.title);
          return texts.join('\n');
        }
        """;

    /// <summary>Every text that is cut, spills out of its box or lies beyond the screen at a width of the window.</summary>
    public static async Task<IReadOnlyList<string>> OverflowsAsync(IPage page, int width)
    {
        await page.SetViewportSizeAsync(width, 900);
        return await page.EvaluateAsync<string[]>(OverflowScript);
    }

    /// <summary>Latin words and machine dates in what a reader or a screen reader meets.</summary>
    public static async Task<IReadOnlyList<string>> NotRussianAsync(IPage page)
    {
        var text = await page.EvaluateAsync<string>(TextScript);
        // Addresses of mail and of servers are what they are.
        text = System.Text.RegularExpressions.Regex.Replace(text, @"\S+@\S+|https?://\S+|127\.0\.0\.1\S*", " ");
        var words = System.Text.RegularExpressions.Regex.Matches(text, "[A-Za-z]{2,}").Select(m => m.Value).Except(Allowed);
        var dates = System.Text.RegularExpressions.Regex.Matches(text, @"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}/\d{4}\b").Select(m => m.Value);
        return [.. words.Concat(dates).Distinct()];
    }
}
