using System.Security.Cryptography;
using System.Text;

namespace Sferum.Admin.Core.PersonalData;

/// <summary>Keyed hash of СНИЛС: the same person is found again, the number is not kept. The key lives outside the database, so a
/// dump cannot be searched by trying all eleven-digit numbers.</summary>
/// <param name="key">At least 32 random bytes of this installation.</param>
public sealed class SnilsHash(byte[] key)
{
    /// <summary>HMAC-SHA-256 as 64 hexadecimal digits.</summary>
    /// <param name="digits">Eleven digits.</param>
    public string Of(string digits) => Convert.ToHexString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(digits)));
}
