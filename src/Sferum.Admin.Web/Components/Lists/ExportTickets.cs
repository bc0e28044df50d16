using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Sferum.Admin.Web.Components.Lists;

/// <summary>
/// Texts of searches on their way from an open page to the request that downloads what was found: a name must not stand in an
/// address (DESIGN §3). A ticket is of one user, lives two minutes and is good once.
/// </summary>
public sealed class ExportTickets(TimeProvider time)
{
    /// <summary>From the click to the request.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, (Guid UserId, string Text, DateTimeOffset Until)> _tickets = new(StringComparer.Ordinal);

    /// <summary>A ticket for the text.</summary>
    public string Issue(Guid userId, string text)
    {
        var now = time.GetUtcNow();
        foreach (var (old, _) in _tickets.Where(ticket => ticket.Value.Until <= now))
        {
            _tickets.TryRemove(old, out _);
        }

        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        _tickets[key] = (userId, text, now + Life);
        return key;
    }

    /// <summary>The text; null for a ticket that is used, late, unknown or another user's.</summary>
    public string? Take(Guid userId, string? ticket) =>
        ticket is not null && _tickets.TryRemove(ticket, out var kept) && kept.UserId == userId && kept.Until > time.GetUtcNow() ? kept.Text : null;
}
