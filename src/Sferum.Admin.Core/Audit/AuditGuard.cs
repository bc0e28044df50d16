using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Audit;

/// <summary>
/// Refuses <c>ExecuteUpdate</c>, <c>ExecuteDelete</c> and raw SQL that change an audited table in a transaction without an audit
/// entry: such commands pass by the change tracker and so by <see cref="AuditInterceptor"/>.
/// </summary>
public sealed class AuditGuard : DbCommandInterceptor
{
    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Check(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Check(command, eventData);
        return ValueTask.FromResult(result);
    }

    private static void Check(DbCommand command, CommandEventData eventData)
    {
        if (eventData.Context is not AppDbContext db || eventData.CommandSource is CommandSource.SaveChanges or CommandSource.Migrations)
        {
            return;
        }

        foreach (var name in ChangedTables.In(command.CommandText))
        {
            var audited = db.Model.GetEntityTypes().Any(t => typeof(IAudited).IsAssignableFrom(t.ClrType) && t.GetTableName() == name);
            if (audited && (db.Database.CurrentTransaction is not { } transaction || db.BulkAuditedTransaction != transaction.TransactionId))
            {
                throw new InvalidOperationException($"A mass change of {name} without an audit entry in its transaction.");
            }
        }
    }
}
