using MudBlazor;

namespace Sferum.Admin.Web.Features.Marks;

/// <summary>The marks of this visit that can still be taken back, and «Отменить» of the last one for eight seconds.</summary>
internal sealed class MarksUndo(ISnackbar snackbar)
{
    private readonly List<MarkDone> _done = [];
    private Snackbar? _shown;

    /// <summary>What <c>Ctrl Z</c> takes back.</summary>
    public MarkDone? Last => _done.LastOrDefault();

    public bool Holds(MarkDone done) => _done.Contains(done);

    /// <summary>Only the last mark has its button on the screen: a pile of them would cover the table.</summary>
    public void Offer(MarkDone done, Func<Task> undo)
    {
        _done.Add(done);
        Hide();
        _shown = snackbar.Add(done.Text, Severity.Normal, options =>
        {
            options.Action = "Отменить";
            options.RequireInteraction = false;
            options.HideIcon = true;
            options.OnClick = _ => undo();
        });
    }

    /// <summary>It was taken back.</summary>
    public void Forget(MarkDone done)
    {
        _done.Remove(done);
        Hide();
    }

    private void Hide()
    {
        if (_shown is not null)
        {
            snackbar.Remove(_shown);
            _shown = null;
        }
    }
}
