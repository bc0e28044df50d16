using Microsoft.JSInterop;
using Sferum.Admin.Web.Components;

namespace Sferum.Admin.Web.Live;

/// <summary>Whether the circuit's tab is in sight. One per circuit; works on the renderer's dispatcher.</summary>
public sealed class TabSight(PortalScripts js) : IAsyncDisposable
{
    private DotNetObjectReference<TabSight>? _self;
    private IJSObjectReference? _module;
    private Task? _start;

    /// <summary>Raised when the tab is hidden or shown.</summary>
    public event Action? Changed;

    /// <summary>Nobody sees the page now.</summary>
    public bool IsHidden { get; private set; }

    /// <summary>Begins to watch; called after a first render, again and again without harm.</summary>
    /// <param name="module">Address of <c>live.js</c>.</param>
    public Task StartAsync(string module) => _start ??= StartOnceAsync(module);

    /// <summary>Called by the browser.</summary>
    [JSInvokable]
    public Task SeenAsync(bool isSeen)
    {
        Set(!isSeen);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the module with it.
        }
    }

    private async Task StartOnceAsync(string module)
    {
        _self = DotNetObjectReference.Create(this);
        _module = await js.ModuleAsync(module, CancellationToken.None);
        if (_module is not null)
        {
            Set(await _module.InvokeAsync<bool>("watch", _self));
        }
    }

    private void Set(bool isHidden)
    {
        if (IsHidden != isHidden)
        {
            IsHidden = isHidden;
            Changed?.Invoke();
        }
    }
}
