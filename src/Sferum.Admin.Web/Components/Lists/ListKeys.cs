using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Sferum.Admin.Web.Components.Layout;

namespace Sferum.Admin.Web.Components.Lists;

/// <summary>
/// Keys of a list: j, k and the arrows go from row to row, Enter opens, Space chooses, Shift a range, / goes to the search field. Follows
/// the table's box, which a list without rows does not have.
/// </summary>
/// <param name="select">Rows were chosen or dropped with the keyboard or with Shift.</param>
internal sealed class ListKeys(PortalScripts js, Func<IReadOnlyList<Guid>, bool, Task> select) : IAsyncDisposable
{
    private IJSObjectReference? _module;
    private DotNetObjectReference<ListKeys>? _self;
    private ElementReference? _host;

    /// <summary>The keys for the help on «?».</summary>
    /// <param name="mayChoose">Rows can be chosen.</param>
    /// <param name="mayFind">The list has a search field.</param>
    public static IReadOnlyList<KeyLine> Lines(bool mayChoose, bool mayFind = false) =>
    [
        new("↑,↓", "строка выше, строка ниже"),
        new("Enter", "открыть строку"),
        .. mayChoose ? new KeyLine[] { new("Пробел", "выбрать строку"), new("Shift ↓", "выбрать подряд") } : [],
        .. mayFind ? new KeyLine[] { new("/", "к поиску в списке") } : [],
    ];

    /// <summary>Called after every render that has the table.</summary>
    /// <param name="script">Address of the module.</param>
    public async Task FollowAsync(ElementReference host, string script, CancellationToken ct)
    {
        if (_host is { } known && known.Id == host.Id)
        {
            return;
        }

        var before = _host;
        _host = host;
        _self ??= DotNetObjectReference.Create(this);
        _module ??= await js.ModuleAsync(script, ct);
        if (_module is null)
        {
            return;
        }

        if (before is { } gone)
        {
            await _module.InvokeVoidAsync("stop", ct, gone);
        }

        await _module.InvokeVoidAsync("start", ct, host, _self);
    }

    /// <summary>From the script: ids of rows.</summary>
    [JSInvokable]
    public Task SelectAsync(string[] ids, bool on) => select([.. ids.Select(Guid.Parse)], on);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
        if (_module is not null)
        {
            try
            {
                if (_host is { } host)
                {
                    await _module.InvokeVoidAsync("stop", host);
                }

                await _module.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The tab is closed, and its scripts with it.
            }
        }
    }
}
