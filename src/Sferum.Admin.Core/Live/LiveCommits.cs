using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Live;

/// <summary>Tells a change when it is committed: other processes by the same transaction, this one after it. A rollback tells nothing.</summary>
public sealed class LiveCommits(LiveNews news, ILiveSignal signal) : DbTransactionInterceptor
{
    public override InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
    {
        if (CommandFor(transaction, eventData) is { } command)
        {
            using (command)
            {
                command.ExecuteNonQuery();
            }
        }

        signal.Committing();
        return result;
    }

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (CommandFor(transaction, eventData) is { } command)
        {
            await using (command)
            {
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }

        signal.Committing();
        return result;
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Tell(eventData);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Tell(eventData);
        return Task.CompletedTask;
    }

    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Forget(eventData);

    public override Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Forget(eventData);
        return Task.CompletedTask;
    }

    public override void TransactionFailed(DbTransaction transaction, TransactionErrorEventData eventData) => Fail(eventData);

    public override Task TransactionFailedAsync(DbTransaction transaction, TransactionErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Fail(eventData);
        return Task.CompletedTask;
    }

    private DbCommand? CommandFor(DbTransaction transaction, TransactionEventData eventData)
    {
        if (ChangeOf(eventData) is not { } change || signal.CommandOf(change) is not { } sql)
        {
            return null;
        }

        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }

    private void Tell(TransactionEndEventData eventData)
    {
        signal.Committed();
        if (ChangeOf(eventData) is { } change)
        {
            Forget(eventData);
            news.Tell(change);
        }
    }

    private void Fail(TransactionErrorEventData eventData)
    {
        if (eventData.Action == "Commit")
        {
            signal.Committed();
        }
    }

    private static LiveChange? ChangeOf(TransactionEventData eventData) =>
        eventData.Context is AppDbContext db ? db.Changes.Of(eventData.TransactionId, db.Acting?.Actor.UserId) : null;

    private static void Forget(TransactionEndEventData eventData) => (eventData.Context as AppDbContext)?.Changes.Clear();
}
