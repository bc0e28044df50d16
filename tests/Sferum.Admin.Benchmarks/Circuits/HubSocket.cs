using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Sferum.Admin.Benchmarks.Circuits;

/// <summary>A connection to the hub of the circuits: negotiation, handshake, whole messages.</summary>
internal sealed class HubSocket : IAsyncDisposable
{
    private const byte RecordSeparator = 0x1e;

    /// <summary>As the browser's client: the server gives up after twice this.</summary>
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    private HubSocket()
    {
    }

    /// <summary>Reads one message; it must be read before the next one arrives.</summary>
    public delegate void Receiver(ReadOnlySpan<byte> message);

    /// <summary>Connects as the browser does.</summary>
    /// <param name="http">Signed in.</param>
    /// <param name="cookies">The same cookies as a header.</param>
    public static async Task<HubSocket> ConnectAsync(HttpClient http, string cookies, CancellationToken ct)
    {
        var root = http.BaseAddress!;
        var origin = root.GetLeftPart(UriPartial.Authority);
        using var request = new HttpRequestMessage(HttpMethod.Post, "_blazor/negotiate?negotiateVersion=1") { Headers = { { "Origin", origin }, { "Cookie", cookies } } };
        using var answer = await http.SendAsync(request, ct);
        answer.EnsureSuccessStatusCode();
        var token = (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(ct))!["connectionToken"]!;
        var hub = new HubSocket();
        try
        {
            hub._socket.Options.SetRequestHeader("Cookie", cookies);
            hub._socket.Options.SetRequestHeader("Origin", origin);
            hub._socket.Options.KeepAliveInterval = TimeSpan.Zero;
            // Browsers ask for compression, and it costs the server memory.
            hub._socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
            await hub._socket.ConnectAsync(new Uri($"ws://{root.Authority}/_blazor?id={Uri.EscapeDataString(token)}"), ct);
            await hub.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), ct);
            await hub.ReadHandshakeAsync(ct);
        }
        catch
        {
            await hub.DisposeAsync();
            throw;
        }

        return hub;
    }

    public async Task SendAsync(byte[] message, CancellationToken ct)
    {
        await _sending.WaitAsync(ct);
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, ct);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Gives every message to the receiver until the connection ends.</summary>
    public async Task ReceiveAsync(Receiver receiver, CancellationToken ct)
    {
        using var ping = new Timer(_ => _ = PingAsync(ct), null, PingEvery, PingEvery);
        while (true)
        {
            while (TryTake(out var at, out var length))
            {
                receiver(_buffer.AsSpan(at, length));
            }

            if (!await FillAsync(ct))
            {
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_socket.State == WebSocketState.Open)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            }
        }
        catch (WebSocketException)
        {
            // Closed by the other side meanwhile.
        }

        _socket.Dispose();
        _sending.Dispose();
    }

    private async Task PingAsync(CancellationToken ct)
    {
        try
        {
            await SendAsync(PackWriter.Ping, ct);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The reading side sees that the connection has ended.
        }
    }

    private async Task ReadHandshakeAsync(CancellationToken ct)
    {
        int end;
        while ((end = Array.IndexOf(_buffer, RecordSeparator, _start, _end - _start)) < 0)
        {
            if (!await FillAsync(ct))
            {
                throw new InvalidOperationException("The hub closed the connection instead of a handshake.");
            }
        }

        if (end - _start > 2)
        {
            throw new InvalidOperationException($"The hub refused: {Encoding.UTF8.GetString(_buffer.AsSpan(_start, end - _start))}");
        }

        _start = end + 1;
    }

    private async Task<bool> FillAsync(CancellationToken ct)
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_end), ct);
        _end += read.Count;
        return read.MessageType != WebSocketMessageType.Close;
    }

    /// <summary>The place of the next whole message, if it is there.</summary>
    private bool TryTake(out int at, out int length)
    {
        (at, length) = (0, 0);
        var used = _start;
        for (var shift = 0; used < _end; shift += 7)
        {
            var part = _buffer[used++];
            length |= (part & 0x7f) << shift;
            if (part < 0x80)
            {
                if (_end - used < length)
                {
                    return false;
                }

                (at, _start) = (used, used + length);
                return true;
            }
        }

        return false;
    }
}
