using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Chats;

/// <summary>Where something known comes from: a person's look, a confirmation of the week, a reading of the journal.</summary>
/// <param name="AsOf">UTC moment of the state shown.</param>
/// <param name="TakenAt">Of a reading: UTC moment at which it was taken.</param>
/// <param name="ByName">Of a look: ФИО of who looked.</param>
public sealed record Provenance(ObservationMethod Method, DateTime AsOf, DateTime? TakenAt, string? ByName)
{
    /// <summary>UTC moments at which the readings behind observations were taken, by observation; looks have none. One query.</summary>
    public static async Task<Dictionary<Guid, DateTime>> TakenAtAsync(AppDbContext db, IEnumerable<ChatVisibility> looks, CancellationToken ct)
    {
        var ids = looks.Where(look => look.Method == ObservationMethod.Reading).Select(look => look.ObservationId).Distinct().ToList();
        return ids.Count == 0 ? [] : await (
            from observation in db.ChatObservations
            where EF.Parameter(ids).Contains(observation.Id)
            join reading in db.Readings on observation.LastReadingId equals reading.Id
            select new { observation.Id, reading.TakenAt }).ToDictionaryAsync(row => row.Id, row => row.TakenAt, ct);
    }

    /// <summary>How and when alone, for a list: without the moment of the reading and the name of who looked.</summary>
    public static Provenance? Newest(IEnumerable<ChatVisibility> looks) =>
        looks.MaxBy(look => look.AsOf) is { } last ? new Provenance(last.Method, last.AsOf, null, null) : null;

    /// <param name="takenAt">Of <see cref="TakenAtAsync"/>.</param>
    /// <param name="users">ФИО by id of the user.</param>
    public static Provenance Of(ChatVisibility look, IReadOnlyDictionary<Guid, DateTime> takenAt, IReadOnlyDictionary<Guid, string> users) => new(
        look.Method,
        look.AsOf,
        takenAt.TryGetValue(look.ObservationId, out var at) ? at : null,
        look.ByUserId is { } by ? users.GetValueOrDefault(by) : null);
}
