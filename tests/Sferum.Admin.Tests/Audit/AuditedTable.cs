using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Tests.Support;

namespace Sferum.Admin.Tests.Audit;

/// <summary>An audited table and the ways of writing to it that pass by the change tracker.</summary>
internal sealed class AuditedTable
{
    private AuditedTable(TestDatabase database, Type type, object row)
    {
        Database = database;
        Type = type;
        Row = row;
    }

    public TestDatabase Database { get; }

    public Type Type { get; }

    /// <summary>A row that is not in the database yet; what it refers to is.</summary>
    public object Row { get; }

    public static async Task<AuditedTable> CreateAsync(TestDatabase database, Type type, CancellationToken ct)
    {
        await using var db = database.NewContext();
        var rows = new SampleRows(db);
        var row = rows.New(type);
        db.Act(Actor.System("tests"), "arrange");
        db.AddRange(rows.Needed);
        await db.SaveChangesAsync(ct);
        return new AuditedTable(database, type, row);
    }

    public Task<int> ExecuteUpdateAsync(AppDbContext db, CancellationToken ct) => CallAsync(nameof(UpdateAllAsync), db, ct);

    public Task<int> ExecuteDeleteAsync(AppDbContext db, CancellationToken ct) => CallAsync(nameof(DeleteNoneAsync), db, ct);

    public Task<int> RawUpdateAsync(AppDbContext db, CancellationToken ct)
    {
        var entity = db.Model.FindEntityType(Type)!;
        var column = Column(entity).GetColumnName();
        return db.Database.ExecuteSqlAsync(FormattableStringFactory.Create($"UPDATE \"{entity.GetTableName()}\" SET \"{column}\" = \"{column}\""), ct);
    }

    /// <param name="method">Of <see cref="IBulkWriter"/>.</param>
    public Task<int> BulkAsync(string method, AppDbContext db, CancellationToken ct)
    {
        var rows = Array.CreateInstance(Type, 1);
        rows.SetValue(Row, 0);
        return (Task<int>)Unwrapped(typeof(IBulkWriter).GetMethod(method)!.MakeGenericMethod(Type), Database.Get<IBulkWriter>(), [db, rows, ct])!;
    }

    private static IProperty Column(IEntityType entity) => entity.GetProperties().Last();

    private static object? Unwrapped(MethodInfo method, object? target, object?[] arguments) =>
        method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private static Task<int> UpdateAllAsync<T>(AppDbContext db, CancellationToken ct)
        where T : class
    {
        var column = Column(db.Model.FindEntityType(typeof(T))!);
        var set = typeof(UpdateSettersBuilder<T>).GetMethods()
            .Single(m => m.Name == nameof(UpdateSettersBuilder<T>.SetProperty) && m.GetParameters()[1].ParameterType.IsSubclassOf(typeof(LambdaExpression)))
            .MakeGenericMethod(column.ClrType);
        var row = Expression.Parameter(typeof(T));
        var value = Expression.Lambda(Expression.Call(typeof(EF), nameof(EF.Property), [column.ClrType], row, Expression.Constant(column.Name)), row);
        return db.Set<T>().ExecuteUpdateAsync(s => Unwrapped(set, s, [value, value]), ct);
    }

    private static Task<int> DeleteNoneAsync<T>(AppDbContext db, CancellationToken ct)
        where T : class => db.Set<T>().Where(x => false).ExecuteDeleteAsync(ct);

    private Task<int> CallAsync(string method, AppDbContext db, CancellationToken ct) =>
        (Task<int>)Unwrapped(typeof(AuditedTable).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(Type), null, [db, ct])!;
}
