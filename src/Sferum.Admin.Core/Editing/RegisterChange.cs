using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Orders;

namespace Sferum.Admin.Core.Editing;

/// <summary>An act on the register while it is made: its context, the day from which it counts, and whom it touches.</summary>
public sealed class RegisterChange
{
    private readonly List<string> _notes = [];
    private readonly List<Guid> _people = [];
    private readonly HashSet<Guid> _groups = [];
    private readonly HashSet<Guid> _beside = [];

    internal RegisterChange(AppDbContext db, SchoolClock clock, CancellationToken ct) => (Db, Clock, Day, Ct) = (db, clock, clock.Today, ct);

    /// <summary>Tracks the act; saved by the editor.</summary>
    public AppDbContext Db { get; }

    public SchoolClock Clock { get; }

    public CancellationToken Ct { get; }

    /// <summary>The day on which the consequence is looked at: today, or the first day of what begins later.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>Whose chats may change, the one the act is about first.</summary>
    public IReadOnlyList<Guid> People => _people;

    /// <summary>Groups whose chats the act is about.</summary>
    public IReadOnlyCollection<Guid> Groups => _groups;

    /// <summary>People whose studies decide about the ones above, and who are not concerned themselves.</summary>
    public IReadOnlyCollection<Guid> Beside => _beside;

    /// <summary>What else the act does, in words.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The chats of a whole group change hands or cease: every link may follow.</summary>
    public bool ReachesEverybody { get; private set; }

    public void Touch(params ReadOnlySpan<Guid> people)
    {
        foreach (var person in people)
        {
            if (!_people.Contains(person))
            {
                _people.Add(person);
            }
        }
    }

    public void TouchGroup(Guid group) => _groups.Add(group);

    public void LookAt(Guid person) => _beside.Add(person);

    public void TouchEverybody() => ReachesEverybody = true;

    public void Note(string sentence) => _notes.Add(sentence);

    /// <summary>The act counts from this day on.</summary>
    public void From(DateOnly day) => Day = day > Clock.Today ? day : Clock.Today;

    /// <summary>Begins a fact by hand or by the order.</summary>
    public async Task<T> BeginAsync<T>(T fact, DateOnly from, DateOnly? lastDay, ReasonForm reason, OrderKind kind)
        where T : DatedFact
    {
        (fact.ValidFrom, fact.ValidTo, fact.RecordedAt) = (from, lastDay?.AddDays(1), Clock.Now);
        (fact.StartReason, fact.StartOrderId) = await ReasonAsync(reason, kind);
        if (lastDay is not null)
        {
            (fact.EndReason, fact.EndOrderId) = (fact.StartReason, fact.StartOrderId);
        }

        Db.Add(fact);
        return fact;
    }

    /// <summary>Ends a fact on its first day out of force.</summary>
    public async Task EndAsync(DatedFact fact, DateOnly firstDayOut, ReasonForm reason, OrderKind kind)
    {
        fact.ValidTo = firstDayOut;
        (fact.EndReason, fact.EndOrderId) = await ReasonAsync(reason, kind);
        fact.EndImportId = null;
    }

    /// <summary>Corrects the period of a fact; an order named with the correction becomes the ground of what it changed.</summary>
    public async Task CorrectAsync(DatedFact fact, DateOnly from, DateOnly? lastDay, ReasonForm reason, OrderKind kind)
    {
        var (start, order) = await ReasonAsync(reason, kind);
        if (order is not null)
        {
            (fact.StartReason, fact.StartOrderId) = (start, order);
        }

        fact.ValidFrom = from;
        var end = lastDay?.AddDays(1);
        if (end == fact.ValidTo)
        {
            return;
        }

        fact.ValidTo = end;
        (fact.EndReason, fact.EndOrderId, fact.EndImportId) = (end is null ? null : start, end is null ? null : order, null);
    }

    /// <summary>The order by its number and date, a new row when it is not known yet.</summary>
    public async Task<(ReasonKind Kind, Guid? OrderId)> ReasonAsync(ReasonForm reason, OrderKind kind)
    {
        var number = reason.OrderNumber.Trim();
        if (number.Length == 0)
        {
            return (ReasonKind.Hand, null);
        }

        var order = Db.Orders.Local.FirstOrDefault(row => row.Number == number && row.Date == reason.OrderDate)
            ?? await Db.Orders.OrderBy(row => row.Id).FirstOrDefaultAsync(row => row.Number == number && row.Date == reason.OrderDate, Ct);
        if (order is null)
        {
            order = new Order { Number = number, Date = reason.OrderDate, Kind = kind };
            Db.Orders.Add(order);
        }

        return (ReasonKind.Order, order.Id);
    }
}
