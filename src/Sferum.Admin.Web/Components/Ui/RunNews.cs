namespace Sferum.Admin.Web.Components.Ui;

/// <summary>Tells the shell of a tab that a run shown on its page has ended, so that the age of the readings is read anew.</summary>
public sealed class RunNews
{
    /// <summary>Raised after the run's rows are written.</summary>
    public event Func<Task>? Ended;

    /// <summary>Tells whoever listens.</summary>
    public Task TellAsync() => Ended?.Invoke() ?? Task.CompletedTask;
}
