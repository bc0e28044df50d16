using Microsoft.Playwright;

namespace Sferum.Admin.E2E.Support;

/// <summary>The way between one tab and the portal, to be cut and mended: its sockets close and no new ones open until then.</summary>
public sealed class CutConnection
{
    private readonly List<IWebSocketRoute> _sockets = [];
    private bool _isCut;

    private CutConnection()
    {
    }

    /// <summary>For pages that are opened from now on.</summary>
    public static async Task<CutConnection> OfAsync(IPage page)
    {
        var connection = new CutConnection();
        await page.RouteWebSocketAsync("**/_blazor**", socket =>
        {
            if (connection._isCut)
            {
                _ = socket.CloseAsync();
                return;
            }

            socket.ConnectToServer();
            connection._sockets.Add(socket);
        });
        await page.RouteAsync("**/_blazor/**", route => connection._isCut ? route.AbortAsync() : route.ContinueAsync());
        return connection;
    }

    public async Task CutAsync()
    {
        _isCut = true;
        foreach (var socket in _sockets)
        {
            await socket.CloseAsync();
        }

        _sockets.Clear();
    }

    public void Mend() => _isCut = false;
}
