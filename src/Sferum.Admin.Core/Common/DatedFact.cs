using Sferum.Admin.Core.Audit;

namespace Sferum.Admin.Core.Common;

/// <summary>An entity that people edit: two editors are told of each other through this token.</summary>
public interface IVersioned
{
    /// <summary>Replaced at every change by <see cref="Data.StampInterceptor"/>; works alike on both databases.</summary>
    Guid Version { get; set; }
}

/// <summary>Where a fact comes from.</summary>
public enum ReasonKind
{
    /// <summary>An order of the director (приказ).</summary>
    Order,

    /// <summary>A roster import without an order behind the row.</summary>
    Import,

    /// <summary>Entered by a person in the portal.</summary>
    Hand,
}

/// <summary>A period of calendar days in the school's zone.</summary>
public interface IPeriod
{
    /// <summary>First day in force.</summary>
    DateOnly ValidFrom { get; }

    /// <summary>First day out of force; <see langword="null"/> while open.</summary>
    DateOnly? ValidTo { get; }
}

/// <summary>
/// A fact of the register that holds on <c>[ValidFrom, ValidTo)</c> and has a reason at both ends.
/// A wrong fact is deleted with an audit entry, never closed with from = to.
/// </summary>
public abstract class DatedFact : IPeriod, IAudited, IVersioned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <inheritdoc/>
    public DateOnly ValidFrom { get; set; }

    /// <inheritdoc/>
    public DateOnly? ValidTo { get; set; }

    public ReasonKind StartReason { get; set; } = ReasonKind.Hand;

    /// <summary>The order behind the beginning, also when it was read from an import's row.</summary>
    public Guid? StartOrderId { get; set; }

    /// <summary>The roster import that wrote the beginning.</summary>
    public Guid? StartImportId { get; set; }

    public ReasonKind? EndReason { get; set; }

    public Guid? EndOrderId { get; set; }

    public Guid? EndImportId { get; set; }

    /// <summary>The UTC moment at which the portal learnt of the fact: a day cannot start the clock of ЭПОС, a moment can.</summary>
    public DateTime RecordedAt { get; set; }

    public Guid Version { get; set; } = Guid.CreateVersion7();
}

/// <summary>Periods in queries and in memory.</summary>
public static class Periods
{
    /// <summary>Whether the half-open period holds on the day.</summary>
    public static bool Covers(this IPeriod period, DateOnly day) => period.ValidFrom <= day && (period.ValidTo is null || day < period.ValidTo);

    /// <summary>Rows in force on the day, translated to SQL.</summary>
    public static IQueryable<T> InForce<T>(this IQueryable<T> rows, DateOnly day)
        where T : DatedFact
        => rows.Where(x => x.ValidFrom <= day && (x.ValidTo == null || day < x.ValidTo));

    /// <summary>Rows in force on the day or later, translated to SQL: what a rule needs to say when its answer will change.</summary>
    public static IQueryable<T> NotOver<T>(this IQueryable<T> rows, DateOnly day)
        where T : DatedFact
        => rows.Where(x => x.ValidTo == null || day < x.ValidTo);

    /// <summary>Rows in force on any day of the half-open period, translated to SQL.</summary>
    public static IQueryable<T> Overlapping<T>(this IQueryable<T> rows, DateOnly from, DateOnly? until)
        where T : DatedFact
        => rows.Where(x => (x.ValidTo == null || x.ValidTo > from) && (until == null || x.ValidFrom < until));

    /// <summary>The days in words, the last one inclusive: «01.09.2026–30.06.2027», «с 01.09.2026».</summary>
    public static string Days(this IPeriod period) => period.ValidTo is { } to
        ? $"{RussianText.Date(period.ValidFrom)}–{RussianText.Date(to.AddDays(-1))}"
        : $"с{RussianText.NoBreakSpace}{RussianText.Date(period.ValidFrom)}";
}
