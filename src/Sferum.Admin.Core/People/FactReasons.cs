using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.People;

/// <summary>Reasons of facts in words: «приказ № 214-к от 25.08.2026», «загрузка № 41», «внесено вручную». Two queries.</summary>
public sealed class FactReasons
{
    private readonly Dictionary<Guid, string> _orders;
    private readonly Dictionary<Guid, int> _imports;

    private FactReasons(Dictionary<Guid, string> orders, Dictionary<Guid, int> imports) => (_orders, _imports) = (orders, imports);

    /// <summary>Reads the orders and imports behind the facts.</summary>
    public static async Task<FactReasons> ReadAsync(AppDbContext db, IEnumerable<DatedFact> facts, CancellationToken ct)
    {
        var all = facts.ToList();
        List<Guid> orders = [.. all.SelectMany(fact => new[] { fact.StartOrderId, fact.EndOrderId }).OfType<Guid>().Distinct()];
        List<Guid> imports = [.. all.SelectMany(fact => new[] { fact.StartImportId, fact.EndImportId }).OfType<Guid>().Distinct()];
        var orderRows = await db.Orders.Where(order => EF.Parameter(orders).Contains(order.Id)).Select(order => new { order.Id, order.Number, order.Date }).ToListAsync(ct);
        return new FactReasons(
            orderRows.ToDictionary(order => order.Id, order => $"приказ {RussianText.NumberSign(order.Number)}{(order.Date is { } date ? $" от {RussianText.Date(date)}" : "")}"),
            await db.RosterImports.Where(import => EF.Parameter(imports).Contains(import.Id)).ToDictionaryAsync(import => import.Id, import => import.Number, ct));
    }

    /// <summary>The reasons of both ends of a fact.</summary>
    public string Of(DatedFact fact)
    {
        var start = Words(fact.StartReason, fact.StartOrderId, fact.StartImportId);
        return fact.EndReason is { } end ? $"{start}; конец: {Words(end, fact.EndOrderId, fact.EndImportId)}" : start;
    }

    private string Words(ReasonKind kind, Guid? order, Guid? import)
    {
        var source = import is { } id && _imports.TryGetValue(id, out var number) ? $"загрузка {RussianText.NumberSign(RussianText.Number(number))}" : null;
        var ground = order is { } orderId ? _orders.GetValueOrDefault(orderId) : null;
        return (ground, source, kind) switch
        {
            ({ } words, { } from, _) => $"{words}, {from}",
            ({ } words, null, _) => words,
            (null, { } from, _) => from,
            (_, _, ReasonKind.Import) => "загрузка списков",
            (_, _, ReasonKind.Order) => "приказ",
            _ => "внесено вручную",
        };
    }
}
