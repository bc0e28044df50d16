using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.TestSupport;

/// <summary>
/// Holds use cases against a table «use case → permission»: each must be listed, and whoever lacks the permission gets the
/// refusal, leaves exactly one <see cref="AccessEntry"/> and changes nothing else.
/// </summary>
public static class AccessMatrix
{
    /// <summary>Differences between what there is and what is listed.</summary>
    /// <param name="infrastructure">Classes or methods that reach the database below the use cases, each with its reason.</param>
    public static IEnumerable<string> Unlisted(IEnumerable<Type> types, IReadOnlyDictionary<string, Permission> table, IReadOnlyDictionary<string, string> infrastructure)
    {
        bool Listed(string name) => infrastructure.ContainsKey(name) || infrastructure.ContainsKey(name.Split('.')[0]);
        var list = types.ToList();
        var names = UseCases.In(list).Select(u => u.Name).Where(n => !Listed(n)).ToHashSet();
        return
        [
            .. names.Except(table.Keys).Select(n => $"{n} is not in the table of access"),
            .. table.Keys.Except(names).Select(n => $"{n} is in the table of access but not in the code"),
            .. UseCases.Unguarded(list).Where(n => !Listed(n)).Select(n => $"{n} reaches the database without an actor"),
        ];
    }

    /// <summary>What goes wrong when actors without the permission call the listed use cases.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IEnumerable<Type> types, IReadOnlyDictionary<string, Permission> table, DatabaseKind kind, CancellationToken ct)
    {
        await using var database = await TestDatabase.CreateAsync(kind, ct);
        var register = new Register(database);
        var group = register.Group("ИС-21");
        register.Representative(register.Student(group));
        var curator = register.Curator(group);
        await register.SaveAsync(ct);
        (string Name, Actor Actor, PortalRole? Role)[] actors =
        [
            ("nobody", TestActors.Nobody, null),
            ("curator", TestActors.Curator(curator), PortalRole.Curator),
            ("director", TestActors.Director, PortalRole.Director),
        ];

        var violations = new List<string>();
        var state = await StateAsync(database, ct);
        foreach (var useCase in UseCases.In(types).Where(u => table.ContainsKey(u.Name)))
        {
            var roles = AccessPolicy.RolesOf(table[useCase.Name]);
            foreach (var (name, actor, _) in actors.Where(a => a.Role is null || !roles.Contains(a.Role.Value)))
            {
                (var found, state) = await CheckAsync(database, state, useCase, actor, ct);
                violations.AddRange(found.Select(v => $"{useCase.Name} by {name}: {v}"));
            }
        }

        return violations;
    }

    /// <param name="before">What the last call left.</param>
    private static async Task<(List<string> Violations, State After)> CheckAsync(TestDatabase database, State before, UseCase useCase, Actor actor, CancellationToken ct)
    {
        database.Queries.Reset();
        var violations = new List<string>();
        try
        {
            var result = await useCase.CallAsync(database, actor, ct);
            if (result.Error?.Code != Error.NotFoundCode)
            {
                violations.Add($"expected the refusal, got {result.Error?.Code ?? "an answer"}");
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            violations.Add($"access is not the first line: {e.GetType().Name}");
        }

        violations.AddRange(database.Queries.Commands
            .Where(c => !c.TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase) && !c.Contains("INSERT INTO \"AccessEntries\""))
            .Select(c => $"sent «{c.Split('\n')[0]}»"));
        var after = await StateAsync(database, ct);
        if (!after.Rows.SequenceEqual(before.Rows))
        {
            violations.Add("changed the number of rows of a table");
        }

        var left = after.Entries.Except(before.Entries).ToList();
        if (left is not [(_, AccessKind.Refused, var user)] || user != actor.UserId)
        {
            violations.Add($"left {left.Count} access entries of {string.Join(", ", left.Select(e => e.Kind))}");
        }

        return (violations, after);
    }

    private static async Task<State> StateAsync(TestDatabase database, CancellationToken ct) => new(await ContentAsync(database, ct), await EntriesAsync(database, ct));

    private static async Task<List<(Guid Id, AccessKind Kind, Guid? User)>> EntriesAsync(TestDatabase database, CancellationToken ct)
    {
        await using var db = database.NewContext();
        return (await db.AccessEntries.ToListAsync(ct)).ConvertAll(e => (e.Id, e.Kind, e.UserId));
    }

    /// <summary>Rows of every table but that of access, in one query: bulk writes pass by the counter of commands.</summary>
    private static async Task<List<int>> ContentAsync(TestDatabase database, CancellationToken ct)
    {
        await using var db = database.NewContext();
        var tables = db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Where(t => t != "AccessEntries").Distinct().Order(StringComparer.Ordinal);
        var sql = string.Join(" UNION ALL ", tables.Select((t, i) => $"SELECT {i} AS n, CAST(COUNT(*) AS int) AS c FROM \"{t}\""));
        return await db.Database.SqlQuery<int>(FormattableStringFactory.Create($"SELECT c AS \"Value\" FROM ({sql}) AS x ORDER BY n")).ToListAsync(ct);
    }

    /// <param name="Rows">Of every table but that of access.</param>
    private sealed record State(List<int> Rows, List<(Guid Id, AccessKind Kind, Guid? User)> Entries);
}
