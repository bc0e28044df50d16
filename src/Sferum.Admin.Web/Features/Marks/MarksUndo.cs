using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Marks;

/// <summary>The marks of this visit that can still be taken back, and «Отменить» of the last one for eight seconds.</summary>
internal sealed class MarksUndo(UndoToasts toasts)
{
    private readonly List<MarkDone> _done = [];
    private UndoToast? _shown;

    /// <summary>What <c>Ctrl Z</c> takes back.</summary>
    public MarkDone? Last => _done.LastOrDefault();

    public bool Holds(MarkDone done) => _done.Contains(done);

    /// <summary>Only the last mark has its button on the screen: a pile of them would cover the table.</summary>
    public void Offer(MarkDone done, Func<Task> undo)
    {
        _done.Add(done);
        _shown = toasts.Show(done.Text, undo);
    }

    /// <summary>It was taken back.</summary>
    public void Forget(MarkDone done)
    {
        _done.Remove(done);
        if (_shown is not null)
        {
            toasts.Hide(_shown);
            _shown = null;
        }
    }
}
