using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.People;

/// <summary>Fills the form of <see cref="EditPerson"/>. Opening it is recorded as reading the person (152-ФЗ).</summary>
public sealed class EditPersonQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, AccessLog log, SchoolClock clock)
{
    public async Task<Result<PersonForm>> FormAsync(Actor actor, Guid personId, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.EditRegister, ct) is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.People.AsNoTracking().FirstOrDefaultAsync(row => row.Id == personId, ct) is not { } person)
        {
            return Error.NotFound("Человек не найден.");
        }

        await log.RecordAsync(actor, AccessKind.Viewed, nameof(Person), personId, ct);
        return await PersonForm.ReadAsync(db, person, clock.Today, ct);
    }
}
