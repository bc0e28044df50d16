using Microsoft.AspNetCore.Components;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Live;

namespace Sferum.Admin.Web.Live;

/// <summary>
/// Keeps a page up to date: calls <see cref="OnChanged"/> after a commit that concerns it, of this node, another one or another
/// program, within two seconds. Not while the tab is hidden or the page is <see cref="Paused"/>; then once, when it is over. Shows
/// nothing itself.
/// </summary>
/// <example><c>&lt;LiveRefresh Topics="[LiveTopic.People]" OnChanged="LoadAsync" /&gt;</c></example>
public sealed class LiveRefresh : ComponentBase, IDisposable
{
    private IDisposable? _subscription;
    private LiveThrottle? _throttle;
    private HashSet<Guid>? _subjects;
    private bool _isGone;

    /// <summary>What the page shows.</summary>
    [Parameter, EditorRequired] public IReadOnlyCollection<LiveTopic> Topics { get; set; } = [];

    /// <summary>Of whom or what it speaks, by ids of people, groups, chats; <see langword="null"/> = of anybody. A page that says it is not disturbed by others' work and does not wait for the pages that do not.</summary>
    [Parameter] public IReadOnlySet<Guid>? Subjects { get; set; }

    /// <summary>The same with one id.</summary>
    [Parameter] public Guid? Subject { get; set; }

    /// <summary>Reads the page anew. Runs on the renderer's dispatcher; what it throws goes to the error boundary.</summary>
    [Parameter, EditorRequired] public EventCallback OnChanged { get; set; }

    /// <summary>Somebody edits: what is on the screen must not move.</summary>
    [Parameter] public bool Paused { get; set; }

    /// <summary>The hub.</summary>
    [Inject] public required LiveNews News { get; init; }

    /// <summary>Turns of the pages.</summary>
    [Inject] public required LivePaces Paces { get; init; }

    /// <summary>Whether anybody looks.</summary>
    [Inject] public required TabSight Sight { get; init; }

    /// <summary>For the throttle.</summary>
    [Inject] public required TimeProvider Time { get; init; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isGone = true;
        _subscription?.Dispose();
        Sight.Changed -= Hold;
        _throttle?.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _throttle = new LiveThrottle(Time, Subjects is null && Subject is null ? Paces.Far : Paces.Near, LookAsync);
        _subscription = News.Subscribe(Hear);
        Sight.Changed += Hold;
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (Subject is { } one && _subjects?.Contains(one) != true)
        {
            _subjects = [one];
        }

        Hold();
    }

    /// <inheritdoc/>
    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender ? Sight.StartAsync($"./{Assets["live.js"]}") : Task.CompletedTask;

    private void Hear(LiveChange change)
    {
        if (change.Concerns(Topics, Subjects ?? _subjects))
        {
            _throttle!.Ask();
        }
    }

    private void Hold() => _throttle!.Hold(Paused || Sight.IsHidden);

    private async Task<bool> LookAsync()
    {
        try
        {
            await InvokeAsync(async () =>
            {
                using (AccessLog.SameVisit())
                {
                    await OnChanged.InvokeAsync();
                }
            });
            return true;
        }
        catch (Exception e) when (e.IsUnavailable())
        {
            // The database is away for a moment: what the page shows stands, and it looks again in a while.
            return false;
        }
        catch (Exception e) when (_isGone && (e is OperationCanceledException or ObjectDisposedException))
        {
            // The page is left while it looked.
            return true;
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
            return true;
        }
    }
}
