using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.People;

namespace Sferum.Admin.Core.Statistics;

/// <summary>What <see cref="CauseRules"/> ask beside the links: who has a phone.</summary>
internal sealed class CauseReading
{
    private readonly CollegeOnDay _college;
    private readonly HashSet<Guid> _withPhone;
    private readonly DateTime _now;

    private CauseReading(CollegeOnDay college, HashSet<Guid> withPhone, DateTime now) => (_college, _withPhone, _now) = (college, withPhone, now);

    /// <summary>One query.</summary>
    public static async Task<CauseReading> LoadAsync(AppDbContext db, CollegeOnDay college, DateTime now, CancellationToken ct) => new(
        college,
        [.. await db.PersonContacts.InForce(college.Register.Day).Where(contact => contact.Kind == ContactKind.Phone).Select(contact => contact.PersonId).Distinct().ToListAsync(ct)],
        now);

    public Cause? Of(Guid person) => CauseRules.Of(_college.LinkOf(person), _withPhone.Contains(person), _college.RecheckOf(person), _now);
}
