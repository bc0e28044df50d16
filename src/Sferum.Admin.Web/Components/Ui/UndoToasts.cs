namespace Sferum.Admin.Web.Components.Ui;

/// <summary>One act that was done and can be taken back.</summary>
/// <param name="Text">What was done, past tense.</param>
/// <param name="Undo">Takes it back; none for a mere notice.</param>
public sealed record UndoToast(string Text, Func<Task>? Undo);

/// <summary>«Отменить» at the bottom of the tab: the last act for eight seconds, by button or by Ctrl Z. One at a time, for a pile would
/// cover the page.</summary>
public sealed class UndoToasts(TimeProvider time) : IDisposable
{
    /// <summary>How long the button stays (design/README, principle 9).</summary>
    public static readonly TimeSpan Stays = TimeSpan.FromSeconds(8);

    private readonly Lock _lock = new();
    private ITimer? _timer;

    /// <summary>Raised on any thread when <see cref="Current"/> has changed.</summary>
    public event Action? Changed;

    /// <summary>What is on the screen now.</summary>
    public UndoToast? Current { get; private set; }

    /// <summary>Says what was done and offers to take it back.</summary>
    public UndoToast Show(string text, Func<Task> undo) => Set(new UndoToast(text, undo))!;

    /// <summary>Says what was done; nothing to take back.</summary>
    public void Tell(string text) => Set(new UndoToast(text, null));

    /// <summary>Takes the last act back, if it is still on the screen.</summary>
    public async Task UndoAsync()
    {
        if (Current is { Undo: { } undo } toast)
        {
            Hide(toast);
            await undo();
        }
    }

    /// <summary>Takes one toast off the screen; another one stays.</summary>
    public void Hide(UndoToast toast)
    {
        if (ReferenceEquals(Current, toast))
        {
            Set(null);
        }
    }

    /// <summary>The pointer or the focus is on it: the time stands still until <see cref="Release"/>.</summary>
    public void Hold()
    {
        lock (_lock)
        {
            _timer?.Dispose();
            _timer = null;
        }
    }

    /// <summary>The eight seconds begin anew.</summary>
    public void Release()
    {
        if (Current is { } toast)
        {
            Start(toast);
        }
    }

    /// <inheritdoc />
    public void Dispose() => Hold();

    private UndoToast? Set(UndoToast? toast)
    {
        Hold();
        Current = toast;
        if (toast is not null)
        {
            Start(toast);
        }

        Changed?.Invoke();
        return toast;
    }

    private void Start(UndoToast toast)
    {
        lock (_lock)
        {
            _timer?.Dispose();
            _timer = time.CreateTimer(_ => Hide(toast), null, Stays, Timeout.InfiniteTimeSpan);
        }
    }
}
