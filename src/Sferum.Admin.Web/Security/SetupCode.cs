using System.Security.Cryptography;
using System.Text;

namespace Sferum.Admin.Web.Security;

/// <summary>The one-time code of the first set-up: printed on the console of the start, known to nobody else, kept in memory only.
/// Whoever types it stands at the server. After ten wrong tries it is void until the next start.</summary>
public sealed class SetupCode
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int Length = 12;
    private const int Tries = 10;

    private readonly Lock _gate = new();
    private readonly string _code = RandomNumberGenerator.GetString(Letters, Length);
    private int _tries;
    private bool _void;

    /// <summary>For the console, in fours: «ABCD-EFGH-JKLM».</summary>
    public string Printed => string.Join('-', _code.Chunk(4).Select(c => new string(c)));

    /// <summary>Whether the text is the code. Case, spaces and dashes do not matter.</summary>
    public bool Matches(string? text)
    {
        var typed = string.Concat((text ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant();
        lock (_gate)
        {
            if (_void || ++_tries > Tries)
            {
                return false;
            }

            return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(typed), Encoding.UTF8.GetBytes(_code));
        }
    }

    /// <summary>The portal is set up: the code opens nothing any more.</summary>
    public void Use()
    {
        lock (_gate)
        {
            _void = true;
        }
    }
}
