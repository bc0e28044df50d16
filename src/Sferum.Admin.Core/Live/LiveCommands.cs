using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Live;

/// <summary>
/// Notes what <c>ExecuteUpdate</c>, <c>ExecuteDelete</c> and raw SQL change. A command outside a transaction gets one of its own, so
/// that there is a commit to tell at.
/// </summary>
public sealed class LiveCommands : DbCommandInterceptor
{
    private readonly ConditionalWeakTable<DbCommand, IDbContextTransaction> _own = [];

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        var changed = ChangedBy(command, eventData);
        if (changed.Count > 0)
        {
            var db = (AppDbContext)eventData.Context!;
            if (db.Database.CurrentTransaction is null)
            {
                Enlist(command, db.Database.BeginTransaction());
            }

            Note(db, changed);
        }

        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var changed = ChangedBy(command, eventData);
        if (changed.Count > 0)
        {
            var db = (AppDbContext)eventData.Context!;
            if (db.Database.CurrentTransaction is null)
            {
                Enlist(command, await db.Database.BeginTransactionAsync(cancellationToken));
            }

            Note(db, changed);
        }

        return result;
    }

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        if (TakeOwn(command) is { } own)
        {
            using (own)
            {
                own.Commit();
            }
        }

        return result;
    }

    public override async ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (TakeOwn(command) is { } own)
        {
            await using (own)
            {
                await own.CommitAsync(cancellationToken);
            }
        }

        return result;
    }

    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => TakeOwn(command)?.Dispose();

    public override async Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        if (TakeOwn(command) is { } own)
        {
            await own.DisposeAsync();
        }
    }

    public override void CommandCanceled(DbCommand command, CommandEndEventData eventData) => TakeOwn(command)?.Dispose();

    public override async Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (TakeOwn(command) is { } own)
        {
            await own.DisposeAsync();
        }
    }

    private static List<IEntityType> ChangedBy(DbCommand command, CommandEventData eventData)
    {
        if (eventData.Context is not AppDbContext db || eventData.CommandSource is CommandSource.SaveChanges or CommandSource.Migrations)
        {
            return [];
        }

        var names = ChangedTables.In(command.CommandText).ToHashSet();
        return names.Count == 0 ? [] : [.. db.Model.GetEntityTypes().Where(t => t.GetTableName() is { } name && names.Contains(name))];
    }

    private static void Note(AppDbContext db, List<IEntityType> changed) =>
        changed.ForEach(entity => db.Changes.Add(db.Database.CurrentTransaction, entity, null));

    private void Enlist(DbCommand command, IDbContextTransaction own)
    {
        command.Transaction = own.GetDbTransaction();
        _own.Add(command, own);
    }

    private IDbContextTransaction? TakeOwn(DbCommand command)
    {
        if (!_own.TryGetValue(command, out var own))
        {
            return null;
        }

        _own.Remove(command);
        return own;
    }
}
