using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Settings;

/// <summary>A value that administrators change at run time. Keys and defaults: <see cref="SchoolSettings"/>.</summary>
public sealed class Setting : IAudited, IVersioned
{
    public required string Key { get; init; }

    public required string Value { get; set; }

    public Guid Version { get; set; } = Guid.CreateVersion7();

    /// <summary>Adds or changes a row, to be saved by the caller; the value that stands already changes nothing.</summary>
    /// <param name="key">One of <see cref="SchoolSettings.Keys"/>.</param>
    public static async Task PutAsync(AppDbContext db, string key, string value, CancellationToken ct)
    {
        if (await db.Settings.SingleOrDefaultAsync(s => s.Key == key, ct) is { } setting)
        {
            setting.Value = value;
        }
        else
        {
            db.Settings.Add(new Setting { Key = key, Value = value });
        }
    }
}
