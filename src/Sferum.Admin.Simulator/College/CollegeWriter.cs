using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Simulator.College;

/// <summary>Fills an empty register with an invented college: one transaction, one audit entry.</summary>
/// <param name="contexts">Of a migrated database.</param>
/// <param name="bulk">The database's bulk writer.</param>
/// <param name="links">Makes the states of the links out of the facts written.</param>
/// <param name="snilsHash">The installation's keyed hash of eleven digits, so that a later import finds the same people.</param>
public sealed class CollegeWriter(IDbContextFactory<AppDbContext> contexts, IBulkWriter bulk, LinkProjection links, TimeProvider time, Func<string, string> snilsHash)
{
    private const string OrganizationName = "ГБПОУ «ЧИТ», г. Чусовой";

    /// <summary>Writes the college, or nothing.</summary>
    /// <param name="withPast">Its frozen weeks too, which take time to count.</param>
    /// <returns>False when the database already has people: it is left as it is.</returns>
    public async Task<bool> FillAsync(Actor actor, InventedCollege college, CancellationToken ct, bool withPast = false)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.People.AnyAsync(ct))
        {
            return false;
        }

        await BulkAudit.DeclareAsync(db, actor, time, "demo-college", nameof(InventedCollege), college.Today.ToString("O", CultureInfo.InvariantCulture), college.People.Count, ct);
        Complete(college);
        await ReplaceDefaultsAsync(db, ct);
        await bulk.InsertAsync(db, new CollegeOrigin(college.Seed, college.Moment).ToSettings(), ct);
        await WriteRegisterAsync(db, college, ct);
        await WriteLoopAsync(db, college, ct);
        await WriteAccountsAsync(db, college, ct);
        if (withPast)
        {
            await bulk.InsertAsync(db, college.PastWeeks, ct);
        }

        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>What a tracked save would do to each row.</summary>
    private void Complete(InventedCollege college)
    {
        foreach (var person in college.People)
        {
            if (college.Snils.TryGetValue(person.Id, out var snils))
            {
                person.SnilsHash = snilsHash(snils);
                person.SnilsTail = snils[^4..];
            }
        }

        foreach (var named in college.People.Concat<IHasSearchKey>(college.Names).Concat(college.GroupNames))
        {
            named.RefreshSearchKey();
        }
    }

    /// <summary>The places and the year that every new register starts with give way to the college's own.</summary>
    private async Task ReplaceDefaultsAsync(AppDbContext db, CancellationToken ct)
    {
        await db.Platforms.ExecuteDeleteAsync(ct);
        await db.AcademicYears.ExecuteDeleteAsync(ct);
        const string key = nameof(SchoolSettings.OrganizationName);
        await db.Settings.Where(s => s.Key == key).ExecuteDeleteAsync(ct);
        await bulk.InsertAsync(db, [new Setting { Key = key, Value = OrganizationName }], ct);
    }

    private async Task WriteRegisterAsync(AppDbContext db, InventedCollege college, CancellationToken ct)
    {
        await bulk.InsertAsync(db, college.Years, ct);
        await bulk.InsertAsync(db, college.Platforms, ct);
        await bulk.InsertAsync(db, college.Programs, ct);
        await bulk.InsertAsync(db, college.Orders, ct);
        await bulk.InsertAsync(db, college.People, ct);
        await bulk.InsertAsync(db, college.Names, ct);
        await bulk.InsertAsync(db, college.Contacts, ct);
        await bulk.InsertAsync(db, college.Groups, ct);
        await bulk.InsertAsync(db, college.GroupNames, ct);
        await bulk.InsertAsync(db, college.Employments, ct);
        await bulk.InsertAsync(db, college.Curators, ct);
        await bulk.InsertAsync(db, college.Administrators, ct);
        await bulk.InsertAsync(db, college.Enrollments, ct);
        await bulk.InsertAsync(db, college.Memberships, ct);
        await bulk.InsertAsync(db, college.Movements, ct);
        await bulk.InsertAsync(db, college.Absences, ct);
        await bulk.InsertAsync(db, college.Guardianships, ct);
        await bulk.InsertAsync(db, college.Consents, ct);
    }

    private async Task WriteLoopAsync(AppDbContext db, InventedCollege college, CancellationToken ct)
    {
        await bulk.InsertAsync(db, college.OptOuts, ct);
        await bulk.InsertAsync(db, college.LinkFacts, ct);
        await bulk.InsertAsync(db, college.Corrections, ct);
        await bulk.InsertAsync(db, college.Chats, ct);
        await bulk.InsertAsync(db, college.ChatAdministrators, ct);
        await bulk.InsertAsync(db, college.Observations, ct);
        await bulk.InsertAsync(db, college.Visibilities, ct);
        await bulk.InsertAsync(db, college.Confirmations, ct);
        await links.RefreshAsync(db, null, ct);
    }

    /// <summary>Accounts without passwords: nobody can sign in until one is set.</summary>
    private async Task WriteAccountsAsync(AppDbContext db, InventedCollege college, CancellationToken ct)
    {
        var roles = await db.Roles.ToDictionaryAsync(r => r.Name!, r => r.Id, ct);
        foreach (var missing in Enum.GetValues<PortalRole>().Select(PortalIdentity.NameOf).Where(name => !roles.ContainsKey(name)))
        {
            var role = new IdentityRole<Guid>(missing) { Id = Guid.CreateVersion7(), NormalizedName = missing.ToUpperInvariant() };
            db.Roles.Add(role);
            roles.Add(missing, role.Id);
        }

        foreach (var account in college.Accounts)
        {
            db.Users.Add(new AppUser
            {
                Id = account.UserId,
                UserName = account.Login,
                NormalizedUserName = account.Login.ToUpperInvariant(),
                Email = account.Login,
                NormalizedEmail = account.Login.ToUpperInvariant(),
                EmailConfirmed = true,
                LockoutEnabled = true,
                SecurityStamp = Guid.CreateVersion7().ToString("N"),
                DisplayName = account.DisplayName,
                PersonId = account.PersonId,
                CreatedAt = time.GetUtcNow().UtcDateTime,
            });
            db.UserRoles.AddRange(account.Roles.Select(role => new IdentityUserRole<Guid> { UserId = account.UserId, RoleId = roles[PortalIdentity.NameOf(role)] }));
        }

        await db.SaveChangesAsync(ct);
    }
}
