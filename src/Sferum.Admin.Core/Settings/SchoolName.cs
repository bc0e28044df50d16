using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Settings;

/// <summary>What the portal says of the technikum to everybody, visitors too.</summary>
/// <param name="Name">Short; empty until the first set-up.</param>
/// <param name="FullName">As the charter has it; the short one where none was given.</param>
/// <param name="Contact">Whom to ask about the portal; empty when nobody was named.</param>
public sealed record SchoolCard(string Name, string FullName, string Contact);

/// <summary>The technikum's name for headings. It stands on the sign-in page, so anyone may read it.</summary>
public sealed class SchoolName(IDbContextFactory<AppDbContext> contexts)
{
    private static readonly string[] Keys = [nameof(SchoolSettings.OrganizationName), nameof(SchoolSettings.OrganizationFullName), nameof(SchoolSettings.AdministratorContact)];

    /// <summary>Empty until the first set-up.</summary>
    public async Task<string> ReadAsync(CancellationToken ct) => (await CardAsync(ct)).Name;

    /// <summary>Names and contact: one query.</summary>
    public async Task<SchoolCard> CardAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var settings = SchoolSettings.FromStored(await db.Settings.Where(s => Keys.Contains(s.Key)).ToDictionaryAsync(s => s.Key, s => s.Value, ct));
        return new SchoolCard(settings.OrganizationName, settings.OrganizationFullName is { Length: > 0 } full ? full : settings.OrganizationName, settings.AdministratorContact);
    }
}
