using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sferum.Admin.Benchmarks.Circuits;

/// <summary>A real circuit of Blazor Server without a browser: it keeps the page, answers calls of scripts, confirms batches, acts.</summary>
internal sealed partial class Circuit : IAsyncDisposable
{
    private readonly HubSocket _hub;
    private readonly string _root;
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _gate = new();
    private readonly PageTree _page = new();
    private readonly List<string> _errors = [];
    private Task _receiving = Task.CompletedTask;
    private TaskCompletionSource<long>? _awaited;
    private Func<PageTree, bool>? _condition;

    /// <summary>The page of marks that listens now, and the account under which its device keeps marks.</summary>
    private (long Page, string User)? _marks;

    private int _calls;
    private int _objects;
    private bool _closing;

    private Circuit(HubSocket hub, string root) => (_hub, _root) = (hub, root);

    /// <summary>What went wrong, in order: errors of the server, a connection that ended by itself.</summary>
    public IReadOnlyList<string> Errors
    {
        get
        {
            lock (_gate)
            {
                return [.. _errors];
            }
        }
    }

    public bool IsOpen => !_receiving.IsCompleted;

    /// <summary>Render batches and their bytes so far.</summary>
    public (int Batches, long Bytes) Received { get; private set; }

    /// <summary>Opens a page and waits until the condition holds on it.</summary>
    public static async Task<Circuit> OpenAsync(PortalAccount account, string path, Func<PageTree, bool> shown, TimeSpan limit, CancellationToken ct)
    {
        var markers = await account.MarkersAsync(path, ct);
        var circuit = new Circuit(await HubSocket.ConnectAsync(account.Http, account.Cookies, ct), account.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        try
        {
            circuit._receiving = circuit.ReceiveAsync();
            var operations = markers.Select((marker, i) => string.Create(CultureInfo.InvariantCulture, $$"""{"type":"add","ssrComponentId":{{i + 1}},"marker":{{marker}}}"""));
            await circuit.WaitAsync(
                async () =>
                {
                    await circuit._hub.SendAsync(PackWriter.Invocation("0", "StartCircuit", circuit._root + "/", circuit._root + path, "[]", ""), ct);
                    await circuit.SendAsync("UpdateRootComponents", $$"""{"batchId":1,"operations":[{{string.Join(',', operations)}}]}""", "");
                },
                shown,
                limit);
        }
        catch
        {
            await circuit.DisposeAsync();
            throw;
        }

        return circuit;
    }

    /// <summary>Follows a link and waits for what it should show.</summary>
    /// <returns>From the click until the batch that shows it.</returns>
    public Task<TimeSpan> FollowAsync(string path, Func<PageTree, bool> shown, TimeSpan limit) =>
        WaitAsync(() => SendAsync("OnLocationChanged", _root + path, null, true), shown, limit);

    /// <summary>Sends a mark as the script of the page of marks does, and waits for what the page should show.</summary>
    /// <param name="mark">The mark as JSON.</param>
    /// <returns>From the sending until the batch that shows it.</returns>
    public Task<TimeSpan> MarkAsync(string mark, Func<PageTree, bool> shown, TimeSpan limit)
    {
        var (page, user) = _marks ?? throw new InvalidOperationException("The page has not started its script of marks.");
        return WaitAsync(
            () => SendAsync("BeginInvokeDotNetFromJS", (++_calls).ToString(CultureInfo.InvariantCulture), null, "SaveAsync", page, $$"""["{{user}}",[{{mark}}]]"""),
            shown,
            limit);
    }

    /// <summary>Does nothing and waits for what others' acts should show.</summary>
    public Task<TimeSpan> SeeAsync(Func<PageTree, bool> shown, TimeSpan limit) => WaitAsync(() => Task.CompletedTask, shown, limit);

    /// <summary>Looks at the page between two batches.</summary>
    public T Look<T>(Func<PageTree, T> question)
    {
        lock (_gate)
        {
            return question(_page);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _closing = true;
        await _ended.CancelAsync();
        await _hub.DisposeAsync();
        await _receiving;
        _ended.Dispose();
    }

    /// <summary>Time counts from the act to the arrival of the batch after which the condition holds.</summary>
    private async Task<TimeSpan> WaitAsync(Func<Task> act, Func<PageTree, bool> condition, TimeSpan limit)
    {
        var awaited = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            (_awaited, _condition) = (awaited, condition);
        }

        var start = Stopwatch.GetTimestamp();
        await act();
        try
        {
            return Stopwatch.GetElapsedTime(start, await awaited.Task.WaitAsync(limit, _ended.Token));
        }
        finally
        {
            lock (_gate)
            {
                (_awaited, _condition) = (null, null);
            }
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            await _hub.ReceiveAsync(Handle, _ended.Token);
            Fail("The connection was closed.");
        }
        catch (Exception e) when (_closing && e is OperationCanceledException or ObjectDisposedException or System.Net.WebSockets.WebSocketException)
        {
            // The circuit was left on purpose.
        }
        catch (Exception e)
        {
            Fail($"{e.GetType().Name}: {e.Message}");
        }
    }

    private void Fail(string error)
    {
        lock (_gate)
        {
            if (_closing)
            {
                return;
            }

            _errors.Add(error);
            _awaited?.TrySetException(new InvalidOperationException(error));
        }
    }

    private void Handle(ReadOnlySpan<byte> message)
    {
        const int invocation = 1, completion = 3, close = 7;
        var now = Stopwatch.GetTimestamp();
        var reader = new PackReader(message);
        reader.ReadArrayHeader();
        switch (reader.ReadInteger())
        {
            case invocation:
                reader.SkipHeaders();
                reader.ReadString();
                Call(Names.Of(reader.ReadText()), reader, now);
                break;
            case completion:
                reader.SkipHeaders();
                reader.ReadString();
                if (reader.ReadInteger() == 1)
                {
                    Fail($"The hub refused a call: {reader.ReadString()}");
                }

                break;
            case close:
                Fail($"The hub closed the connection: {reader.ReadString()}");
                break;
        }
    }

    private void Call(string target, PackReader reader, long now)
    {
        reader.ReadArrayHeader();
        switch (target)
        {
            case "JS.RenderBatch":
                Render(reader.ReadInteger(), reader.ReadBinary(), now);
                break;
            case "JS.AttachComponent":
                lock (_gate)
                {
                    _page.Attach((int)reader.ReadInteger());
                }

                break;
            case "JS.BeginInvokeJS":
                var task = reader.ReadInteger();
                var name = reader.ReadString()!;
                var arguments = reader.ReadString() ?? "[]";
                Answer(task, name, arguments, reader.ReadInteger());
                break;
            case "JS.Error":
                Fail($"The circuit ended: {reader.ReadString()}");
                break;
            case "JS.EndInvokeDotNet":
                // Success carries the result, failure the error's words: «["3",false,"…"]».
                var ended = reader.ReadString() ?? "";
                if (FailedCall().IsMatch(ended))
                {
                    Fail($"A call failed: {ended}");
                }

                break;
        }
    }

    private void Render(long id, ReadOnlySpan<byte> batch, long now)
    {
        lock (_gate)
        {
            _page.Apply(batch);
            Received = (Received.Batches + 1, Received.Bytes + batch.Length);
            if (_condition?.Invoke(_page) == true)
            {
                _awaited!.TrySetResult(now);
            }
        }

        Post("OnRenderCompleted", id, null);
    }

    /// <summary>Plays the scripts of the page: most give nothing back.</summary>
    private void Answer(long task, string name, string arguments, long resultKind)
    {
        const int objectReference = 1;
        switch (name)
        {
            // Of the modules that a page starts, only that of marks is told its user as an object.
            case "start":
                using (var parsed = JsonDocument.Parse(arguments))
                {
                    if (parsed.RootElement.EnumerateArray().ElementAtOrDefault(2) is { ValueKind: JsonValueKind.Object } told)
                    {
                        _marks = (parsed.RootElement[1].GetProperty("__dotNetObject").GetInt64(), told.GetProperty("user").GetString()!);
                    }
                }

                break;
            case "Blazor._internal.navigationManager.navigateTo":
                using (var parsed = JsonDocument.Parse(arguments))
                {
                    Post("OnLocationChanged", new Uri(new Uri(_root), parsed.RootElement[0].GetString()).ToString(), null, false);
                }

                break;
        }

        if (task != 0)
        {
            var value = resultKind == objectReference ? $$"""{"__jsObjectId":{{++_objects}}}""" : ScriptAnswers.Of(name);
            Post("EndInvokeJSFromDotNet", task, true, string.Create(CultureInfo.InvariantCulture, $"[{task},true,{value}]"));
        }
    }

    private void Post(string method, params object?[] arguments) => _ = PostAsync(method, arguments);

    private async Task PostAsync(string method, object?[] arguments)
    {
        try
        {
            await SendAsync(method, arguments);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or System.Net.WebSockets.WebSocketException or InvalidOperationException)
        {
            Fail($"{method} was not sent: {e.GetType().Name}");
        }
    }

    private Task SendAsync(string method, params object?[] arguments) => _hub.SendAsync(PackWriter.Invocation(null, method, arguments), _ended.Token);

    [GeneratedRegex("""^\["[^"]*",false""")]
    private static partial Regex FailedCall();
}
