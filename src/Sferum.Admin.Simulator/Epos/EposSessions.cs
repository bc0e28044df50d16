using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Simulator.Epos;

/// <summary>
/// Sessions of the one user of the simulator. A browser signed in with <see cref="Token"/> or with a token that begins with it and a
/// dash; a session lives for an hour from the last sign-in with its token. A sign-in with another token ends the former session for
/// good; with the same token it goes on, so that runs that keep one pasted token do not end each other.
/// </summary>
internal sealed class EposSessions(SchoolClock clock)
{
    public const string Token = "sim-epos-token";
    public const long UserId = 4_100_001;

    /// <summary>The profile that may read lists, and one that may not.</summary>
    public const long AdministratorProfile = 5_100_001;
    public const long TeacherProfile = 5_100_002;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(60);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTime> _expiry = [];
    private readonly HashSet<string> _displaced = [];

    /// <summary>Whether calls with the token are answered now. The first one finds the browser's session open.</summary>
    public bool IsOpen(string? token)
    {
        lock (_lock)
        {
            return token is not null && IsKnown(token) && !_displaced.Contains(token) && clock.Now < Expiry(token);
        }
    }

    /// <summary>Signs in.</summary>
    /// <returns>False for a wrong token or one whose session was ended by another sign-in.</returns>
    public bool SignIn(string? token)
    {
        lock (_lock)
        {
            if (token is null || !IsKnown(token) || _displaced.Contains(token))
            {
                return false;
            }

            _displaced.UnionWith(_expiry.Keys.Where(other => other != token));
            _expiry[token] = clock.Now + Life;
            return true;
        }
    }

    /// <summary>Signs out; a later sign-in with the token is taken again.</summary>
    public void SignOut(string token)
    {
        lock (_lock)
        {
            _expiry[token] = DateTime.MinValue;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _expiry.Clear();
            _displaced.Clear();
        }
    }

    private static bool IsKnown(string token) => token == Token || token.StartsWith(Token + "-", StringComparison.Ordinal);

    private DateTime Expiry(string token)
    {
        if (!_expiry.TryGetValue(token, out var expiry))
        {
            _expiry.Add(token, expiry = clock.Now + Life);
        }

        return expiry;
    }
}
