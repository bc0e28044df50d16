using System.Security.Cryptography;
using System.Text;
using Sferum.Admin.Web.Hosting;

namespace Sferum.Admin.Web.Security;

/// <summary>The one secret outside the database (ADR 009): it protects the key ring and the keyed hash of СНИЛС. 32 random bytes as
/// base64 in a file that only its owner reads.</summary>
public sealed class MasterKey
{
    private const int Length = 32;

    private readonly byte[] _key;

    private MasterKey(byte[] key, string path, bool isNew)
    {
        _key = key;
        Path = path;
        IsNew = isNew;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Made by this start: the console says to keep a copy.</summary>
    public bool IsNew { get; }

    /// <summary>Reads the file, or makes it when it is not there.</summary>
    /// <exception cref="InvalidDataException">The file holds something else.</exception>
    public static MasterKey LoadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            var directory = System.IO.Path.GetDirectoryName(path)!;
            if (!Directory.Exists(directory))
            {
                OwnerOnly.CreateDirectory(directory);
            }

            try
            {
                var made = RandomNumberGenerator.GetBytes(Length);
                OwnerOnly.WriteNew(path, Encoding.ASCII.GetBytes(Convert.ToBase64String(made)));
                return new MasterKey(made, path, isNew: true);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process has just made it; its key is the key.
            }
        }

        var buffer = new byte[Length];
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), buffer, out var written) && written == Length
            ? new MasterKey(buffer, path, isNew: false)
            : throw new InvalidDataException($"Файл ключа {path} повреждён: в нём должны быть 32 байта в base64. Верните его копию.");
    }

    /// <summary>An own key for each purpose, so that one never serves two.</summary>
    /// <param name="purpose">For example <c>snils</c>.</param>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, Length, info: Encoding.UTF8.GetBytes(purpose));
}
