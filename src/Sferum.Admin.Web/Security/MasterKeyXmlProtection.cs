using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Sferum.Admin.Web.Security;

/// <summary>Encrypts the key ring's elements with the master key (AES-256-GCM: nonce, tag, cipher text).</summary>
internal sealed class MasterKeyXmlEncryptor(MasterKey master) : IXmlEncryptor
{
    internal const string Purpose = "key-ring";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var box = new byte[Box.Overhead + plain.Length];
        var nonce = box.AsSpan(0, Box.Nonce);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(master.Derive(Purpose), Box.Tag);
        aes.Encrypt(nonce, plain, box.AsSpan(Box.Overhead), box.AsSpan(Box.Nonce, Box.Tag));
        return new EncryptedXmlInfo(new XElement("masterKeyBox", Convert.ToBase64String(box)), typeof(MasterKeyXmlDecryptor));
    }
}

/// <summary>The way back; made by the framework, which knows the type's name from the stored element.</summary>
internal sealed class MasterKeyXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    private readonly MasterKey _master = services.GetRequiredService<MasterKey>();

    /// <exception cref="CryptographicException">Another master key, or changed bytes.</exception>
    public XElement Decrypt(XElement encryptedElement)
    {
        var box = Convert.FromBase64String(encryptedElement.Value);
        var plain = new byte[box.Length - Box.Overhead];
        using var aes = new AesGcm(_master.Derive(MasterKeyXmlEncryptor.Purpose), Box.Tag);
        aes.Decrypt(box.AsSpan(0, Box.Nonce), box.AsSpan(Box.Overhead), box.AsSpan(Box.Nonce, Box.Tag), plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}

/// <summary>Sizes of the parts before the cipher text, bytes.</summary>
internal static class Box
{
    public const int Nonce = 12;
    public const int Tag = 16;
    public const int Overhead = Nonce + Tag;
}
