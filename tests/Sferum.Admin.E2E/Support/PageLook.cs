using Microsoft.Playwright;

namespace Sferum.Admin.E2E.Support;

/// <summary>What can be measured on a page as it stands: text that leaves its box or the screen, words that are not Russian.</summary>
internal static class PageLook
{
    /// <summary>Windows in which nothing may overflow; the second is what a zoom of 200 % leaves of 1440 × 900.</summary>
    public static readonly (int Width, int Height)[] Windows = [(360, 780), (720, 450), (768, 900), (1440, 900), (1920, 900)];

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
          const hidden = e => e.closest('[aria-hidden=true], [inert], noscript, dialog:not([open]), .mud-popover-provider, .skip:not(:focus)') !== null;
          // Text for the ear alone: a box of one pixel.
          const unseen = e => { for (let box = e; box; box = box.parentElement) if (getComputedStyle(box).clipPath === 'inset(50%)') return true; return false; };
          const clips = s => s === 'hidden' || s === 'clip';
          const name = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + [...e.classList].map(c => '.' + c).join('');
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth > width) found.push(`страница шире экрана на ${document.documentElement.scrollWidth - width}`);
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const range = document.createRange();
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const text = node.data.trim();
            const own = node.parentElement;
            if (!text || !own || ['SCRIPT', 'STYLE', 'OPTION'].includes(own.tagName) || !shown(own) || hidden(own) || unseen(own)) continue;
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

    // What stays on the screen while the page scrolls must leave room for the page.
    private const string StuckScript = """
        () => {
          let top = 0, bottom = innerHeight;
          for (const e of document.querySelectorAll('body *')) {
            const style = getComputedStyle(e);
            if (!['fixed', 'sticky'].includes(style.position) || !e.checkVisibility({ visibilityProperty: true })) continue;
            const at = e.getBoundingClientRect();
            if (at.width < innerWidth / 2 || at.height === 0 || e.closest('dialog, .mud-dialog-container, .mud-overlay, th')) continue;
            if (at.top <= top + 1 && at.bottom < innerHeight) top = Math.max(top, at.bottom);
            else if (at.bottom >= innerHeight - 1) bottom = Math.min(bottom, at.top);
          }
          return bottom - top < innerHeight / 2 ? [`закреплённое оставляет странице ${Math.round(bottom - top)} из ${innerHeight}`] : [];
        }
        """;

    // Grounds vanish with forced colours, so a choice needs an edge or a tick.
    private const string ForcedScript = """
        () => [...document.querySelectorAll('[aria-current], [aria-pressed=true], [role=option][aria-selected=true]')]
          .filter(e => e.checkVisibility() && !e.closest('.crumb, .tick'))
          .filter(e => { const s = getComputedStyle(e); return s.outlineStyle === 'none' && s.borderStyle === 'none' && !e.querySelector('svg') && parseInt(s.fontWeight) < 600; })
          .map(e => `выбор не виден: ${e.outerHTML.slice(0, 120)}`)
        """;

    private const string MotionScript = """
        () => [...new Set([...document.querySelectorAll('*')].filter(e => {
            const s = getComputedStyle(e);
            return s.transitionDuration.split(',').some(t => parseFloat(t) > 0) && s.transitionProperty !== 'none'
              || s.animationName !== 'none' && s.animationDuration.split(',').some(t => parseFloat(t) > 0);
          }).map(e => `движется: ${e.tagName.toLowerCase()}.${e.classList}`))]
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

    /// <summary>Every text that is cut, spills out of its box or lies beyond the screen, as the page is now.</summary>
    public static async Task<IReadOnlyList<string>> OverflowsAsync(IPage page) => await page.EvaluateAsync<string[]>(OverflowScript);

    /// <summary>Whether bars that stay leave at least half of the screen, as the page is now.</summary>
    public static async Task<IReadOnlyList<string>> StuckAsync(IPage page) => await page.EvaluateAsync<string[]>(StuckScript);

    /// <summary>Choices that only a ground shows; the page must be in forced colours.</summary>
    public static async Task<IReadOnlyList<string>> LostChoicesAsync(IPage page) => await page.EvaluateAsync<string[]>(ForcedScript);

    /// <summary>What moves although the reader has asked for no motion.</summary>
    public static async Task<IReadOnlyList<string>> MotionsAsync(IPage page) => await page.EvaluateAsync<string[]>(MotionScript);

    /// <summary>Latin words and machine dates in what a reader or a screen reader meets.</summary>
    public static async Task<IReadOnlyList<string>> NotRussianAsync(IPage page)
    {
        var text = await page.EvaluateAsync<string>(TextScript);
        // Addresses of mail and of servers are what they are.
        text = System.Text.RegularExpressions.Regex.Replace(text, @"\S+@\S+|https?://\S*|127\.0\.0\.1\S*", " ");
        var words = System.Text.RegularExpressions.Regex.Matches(text, "[A-Za-z]{2,}").Select(m => m.Value).Except(Allowed);
        var dates = System.Text.RegularExpressions.Regex.Matches(text, @"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}/\d{4}\b").Select(m => m.Value);
        return [.. words.Concat(dates).Distinct()];
    }
}
