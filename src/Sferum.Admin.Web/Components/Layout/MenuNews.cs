namespace Sferum.Admin.Web.Components.Layout;

/// <summary>Tells the menu of a tab that its counters changed: «Сегодня» was read anew, or a mark was made on another page.</summary>
public sealed class MenuNews
{
    /// <summary>Raised after the page has handed over what it read.</summary>
    public event Func<Task>? Changed;

    /// <summary>Tells whoever listens.</summary>
    public Task TellAsync() => Changed?.Invoke() ?? Task.CompletedTask;
}
