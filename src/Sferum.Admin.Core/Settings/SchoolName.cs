using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Settings;

/// <summary>The technikum's name for headings. It stands on the sign-in page, so anyone may read it.</summary>
public sealed class SchoolName(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>Empty until the first set-up.</summary>
    public async Task<string> ReadAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Settings.Where(s => s.Key == nameof(SchoolSettings.OrganizationName)).Select(s => s.Value).FirstOrDefaultAsync(ct) ?? "";
    }
}
