using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Simulator.College;

/// <summary>
/// What an invented college was made from, kept beside it in the database: a later start makes the same one again. Not settings of the
/// school: nobody changes them.
/// </summary>
/// <param name="Moment">UTC.</param>
internal sealed record CollegeOrigin(ulong Seed, DateTime Moment)
{
    private const string SeedKey = "InventedCollege:Seed";
    private const string MomentKey = "InventedCollege:Moment";

    public IReadOnlyList<Setting> ToSettings() =>
    [
        new() { Key = SeedKey, Value = Seed.ToString(CultureInfo.InvariantCulture) },
        new() { Key = MomentKey, Value = Moment.ToString("O", CultureInfo.InvariantCulture) },
    ];

    /// <summary>Null in a database filled before the origin was kept.</summary>
    public static async Task<CollegeOrigin?> ReadAsync(AppDbContext db, CancellationToken ct)
    {
        var rows = await db.Settings.AsNoTracking().Where(s => s.Key == SeedKey || s.Key == MomentKey).ToDictionaryAsync(s => s.Key, s => s.Value, ct);
        return rows.TryGetValue(SeedKey, out var seed) && rows.TryGetValue(MomentKey, out var moment)
            ? new CollegeOrigin(ulong.Parse(seed, CultureInfo.InvariantCulture), DateTime.ParseExact(moment, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind))
            : null;
    }

    /// <summary>The college as it was made, of the demo's size.</summary>
    public InventedCollege Remake(TimeZoneInfo zone) => CollegeGenerator.Generate(Seed, new SchoolClock(new StandingTime(Moment), zone), CollegeSize.Demo);

    private sealed class StandingTime(DateTime moment) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(moment);
    }
}
