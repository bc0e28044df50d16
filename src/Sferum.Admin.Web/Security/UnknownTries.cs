using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Sferum.Admin.Core.Access.Users;

namespace Sferum.Admin.Web.Security;

/// <summary>
/// Counts wrong tries at addresses that no open account has by the rule of those that have one, so that the answer of the sign-in page
/// does not tell which addresses exist. In memory: after a restart both begin to count anew for a stranger.
/// </summary>
public sealed class UnknownTries(TimeProvider time)
{
    /// <summary>A bound on what a stranger can make the portal remember.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, Tries> _tries = new();

    /// <summary>Takes a wrong try into account; the moment until which the address is closed, or null while it is not.</summary>
    public DateTimeOffset? Fail(string email)
    {
        var now = time.GetUtcNow();
        if (_tries.Count >= Most)
        {
            _tries.Clear();
        }

        // A digest: what strangers type need not be kept as they typed it.
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(email.Trim().ToUpperInvariant())));
        var tries = _tries.AddOrUpdate(key, _ => Next(default, now), (_, known) => Next(known, now));
        return tries.Until > now ? tries.Until : null;
    }

    private static Tries Next(Tries known, DateTimeOffset now)
    {
        if (known.Until > now)
        {
            return known;
        }

        var failed = (known.Until is null ? known.Failed : 0) + 1;
        return failed >= PortalIdentity.LockoutAttempts ? new Tries(0, now + PortalIdentity.LockoutTime) : new Tries(failed, null);
    }

    private readonly record struct Tries(int Failed, DateTimeOffset? Until);
}
