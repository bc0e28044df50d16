namespace Sferum.Admin.Web.Components.Layout;

/// <summary>What is being searched for in this tab. A name or a phone must never stand in an address (DESIGN §3), so the text lives
/// here, on the server, and the people page reads it; filters, order and page stay in the URL.</summary>
public sealed class SearchState
{
    /// <summary>The text as typed; empty when nothing is searched for.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Raised when the text changes while a page is open; the page reloads its list.</summary>
    public event Func<Task>? Changed;

    /// <summary>Sets the text and tells whoever listens.</summary>
    public async Task SetAsync(string? text)
    {
        var trimmed = (text ?? "").Trim();
        if (trimmed == Text)
        {
            return;
        }

        Text = trimmed;
        if (Changed is { } changed)
        {
            await changed();
        }
    }
}
