using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Drafts;

namespace Sferum.Admin.Web.Components.Editing;

/// <summary>
/// Put inside a form element: a second after typing stops the model is kept as the actor's draft, and when the form is opened again what
/// was kept is offered back. The form binds its fields on input; its model survives a round trip through JSON.
/// </summary>
/// <typeparam name="TModel">What the form is bound to.</typeparam>
public sealed partial class DraftKeeper<TModel> : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly record struct Typed(Guid? Version, TModel Model);

    private sealed record Offered(DateTime At, bool IsStale, TModel? Model);

    private Actor? _actor;
    private Offered? _offer;
    private ElementReference _root;
    private IJSObjectReference? _script;
    private CancellationTokenSource? _waiting;
    private string _initial = "";
    private string _seen = "";
    private string? _refusal;
    private bool _isKept;
    private bool _isPending;
    private bool _isDone;
    private bool _replay;

    /// <summary>Kind of form, kebab-case.</summary>
    [Parameter, EditorRequired] public string Form { get; set; } = "";

    /// <summary>What the form is about; empty for something new.</summary>
    [Parameter] public Guid Subject { get; set; }

    /// <summary>Token of the record as the form shows it; a draft over another one is offered with a warning.</summary>
    [Parameter] public Guid? Version { get; set; }

    /// <summary>What is being typed.</summary>
    [Parameter, EditorRequired] public TModel Model { get; set; } = null!;

    /// <summary>The draft was taken back: the form binds to this model from now on.</summary>
    [Parameter] public EventCallback<TModel> OnRestored { get; set; }

    /// <summary>Told after each attempt whether what is typed is kept: what is too long is not.</summary>
    [Parameter] public Action<bool>? Kept { get; set; }

    [Inject] public required ILogger<DraftKeeper<TModel>> Log { get; init; }

    [Inject] public required FormDrafts Drafts { get; init; }

    [Inject] public required SchoolClock Clock { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    [Inject] public required PortalScripts Js { get; init; }

    /// <summary>Something was typed that the record does not have.</summary>
    public bool IsDirty => Json() != _initial;

    /// <summary>The form was saved, or the draft is not wanted: nothing of it stays, here or in the browser.</summary>
    public async Task ForgetAsync()
    {
        _offer = null;
        _waiting?.Cancel();
        (_isPending, _isKept, _refusal) = (false, false, null);
        _actor ??= await ActorAsync();
        await Drafts.DropAsync(_actor, Form, Subject, Ct);
        await CallAsync("forget");
    }

    /// <summary>The same at the form's end: whatever is still in its model is not kept any more.</summary>
    public async Task FinishAsync()
    {
        _isDone = true;
        await ForgetAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // Closed within the second after the last key: that second is kept as well.
        if (_isPending && !_isDone && _actor is not null)
        {
            _waiting?.Cancel();
            await SaveAsync(CancellationToken.None);
        }

        _waiting?.Dispose();
        Dispose();
        await CallAsync("stop");
        try
        {
            if (_script is not null)
            {
                await _script.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The tab is gone, and the script with it.
        }
    }

    protected override async Task OnInitializedAsync()
    {
        _initial = _seen = Json();
        _actor = await ActorAsync();
        if (await Drafts.ReadAsync(_actor, Form, Subject, Ct) is { IsOk: true, Value: { } draft } && Read(draft.Content) is { Model: not null } kept && JsonSerializer.Serialize(kept.Model) != _initial)
        {
            _offer = new Offered(draft.UpdatedAt, kept.Version != Version, kept.Model);
            _isKept = true;
        }
    }

    protected override void OnParametersSet()
    {
        if (_actor is null || _isDone || Json() is var json && json == _seen)
        {
            return;
        }

        _seen = json;
        _isPending = true;
        _waiting?.Cancel();
        _waiting?.Dispose();
        _waiting = new CancellationTokenSource();
        _ = KeepSoonAsync(_waiting.Token);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _script = await Js.ModuleAsync(Assets["drafts.js"], Ct);
            var left = _script is null ? null : await _script.InvokeAsync<double?>("start", Ct, _root, Key(_actor ?? await ActorAsync()));
            if (left is { } at && _offer is null)
            {
                _offer = new Offered(DateTimeOffset.FromUnixTimeMilliseconds((long)at).UtcDateTime, false, null);
                StateHasChanged();
            }
        }

        if (_replay)
        {
            _replay = false;
            await CallAsync("replay");
        }
    }

    private async Task RestoreAsync()
    {
        var model = _offer?.Model;
        _offer = null;
        // The fields have to show the draft before what was typed after the loss is put over it.
        _replay = true;
        if (model is not null)
        {
            _seen = JsonSerializer.Serialize(model);
            await OnRestored.InvokeAsync(model);
        }
    }

    private async Task KeepSoonAsync(CancellationToken ct)
    {
        try
        {
            await Task.Delay(Pause, Time, ct);
            await InvokeAsync(() => KeepAsync(ct));
        }
        catch (OperationCanceledException)
        {
            // Another key was pressed, or the form is gone.
        }
    }

    private async Task KeepAsync(CancellationToken ct)
    {
        if (Json() == _initial)
        {
            if (_isKept)
            {
                await Drafts.DropAsync(_actor!, Form, Subject, ct);
            }

            (_isKept, _refusal) = (false, null);
        }
        else
        {
            await SaveAsync(ct);
        }

        _isPending = false;
        Kept?.Invoke(_refusal is null);
        StateHasChanged();
        // Of what the portal has not, the browser goes on holding the rest.
        if (_refusal is null)
        {
            await CallAsync("kept");
        }
    }

    private async Task SaveAsync(CancellationToken ct)
    {
        try
        {
            _refusal = (await Drafts.SaveAsync(_actor!, Form, Subject, Content(), ct)).Error?.Message;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotKept(Log, e, Form);
            _refusal = "Портал сейчас не может его записать. Не закрывайте форму: продолжите, и он попробует ещё раз.";
        }

        _isKept = _refusal is null;
    }

    [LoggerMessage(EventId = 4201, EventName = "draft-not-kept", Level = LogLevel.Error, Message = "A draft of the form {Form} was not kept.")]
    private static partial void LogNotKept(ILogger log, Exception e, string form);

    private static Typed? Read(string content)
    {
        try
        {
            return JsonSerializer.Deserialize<Typed>(content);
        }
        catch (JsonException)
        {
            // Of another version of the form.
            return null;
        }
    }

    private string Json() => JsonSerializer.Serialize(Model);

    private string Content() => JsonSerializer.Serialize(new Typed(Version, Model));

    /// <summary>What the browser holds the draft under, without a word from here as well.</summary>
    private string Key(Actor actor) => $"{actor.UserId:N}:{Form}:{Subject}";

    private async Task CallAsync(string function)
    {
        try
        {
            if (_script is not null)
            {
                await _script.InvokeVoidAsync(function, _root);
            }
        }
        catch (JSDisconnectedException)
        {
            // The tab is gone, and the script with it.
        }
    }
}
