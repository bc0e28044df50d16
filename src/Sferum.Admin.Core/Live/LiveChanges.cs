using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Sferum.Admin.Core.Live;

/// <summary>What a context has changed since its transaction began, until the commit tells it.</summary>
public sealed class LiveChanges
{
    private readonly HashSet<LiveTopic> _topics = [];
    private HashSet<Guid>? _subjects = [];
    private Guid? _transaction;
    private bool _onlyLocks;

    /// <summary>Notes rows of a table that were or will be written. A silent table is passed over.</summary>
    /// <param name="transaction">The open transaction; <see langword="null"/> of a save that opens its own.</param>
    /// <param name="rows"><see langword="null"/> = not known which.</param>
    public void Add(IDbContextTransaction? transaction, IEntityType entity, IEnumerable<object>? rows)
    {
        if (_onlyLocks || LiveTables.Of(entity.ClrType) is not { Length: > 0 } topics)
        {
            return;
        }

        if (transaction?.TransactionId != _transaction)
        {
            // What another transaction of the context has left behind was rolled back.
            Clear();
            _transaction = transaction?.TransactionId;
        }

        _topics.UnionWith(topics);
        if (rows is null)
        {
            _subjects = null;
        }

        var ids = LiveTables.IdsOf(entity);
        foreach (var row in rows ?? [])
        {
            if (_subjects is null)
            {
                break;
            }

            foreach (var id in ids)
            {
                if (id.GetGetter().GetClrValue(row) is Guid value)
                {
                    _subjects.Add(value);
                }
            }

            _subjects = _subjects.Count > LiveChange.MostSubjects ? null : _subjects;
        }
    }

    /// <summary>Until the end of this, commands only take the locks of rows: they change nothing, and nothing is told of them.</summary>
    public IDisposable OnlyLocks()
    {
        _onlyLocks = true;
        return new Locking(this);
    }

    /// <summary>The change that a transaction commits; <see langword="null"/> when it changed nothing that pages show.</summary>
    /// <param name="userId">Who acts.</param>
    public LiveChange? Of(Guid transaction, Guid? userId) =>
        _topics.Count > 0 && (_transaction is null || _transaction == transaction) ? new LiveChange(_topics.ToHashSet(), userId, _subjects?.ToHashSet()) : null;

    /// <summary>Nothing is waiting to be told.</summary>
    public void Clear()
    {
        _topics.Clear();
        _subjects = [];
        _transaction = null;
    }

    private sealed class Locking(LiveChanges changes) : IDisposable
    {
        public void Dispose() => changes._onlyLocks = false;
    }
}
