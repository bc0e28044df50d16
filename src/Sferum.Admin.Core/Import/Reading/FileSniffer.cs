using System.IO.Compression;
using System.Text;

namespace Sferum.Admin.Core.Import.Reading;

/// <summary>What a file is by its content.</summary>
internal enum FileKind
{
    Text,
    Html,
    Xlsx,
    Xls,
    Ods,
    Protected,
    Damaged,
    Other,
    TooLarge,
}

/// <summary>Tells the kind of a file from its first bytes and, for containers, from what they hold.</summary>
internal static class FileSniffer
{
    /// <summary>A workbook that unpacks to more than this is refused before anything of it is unpacked (zip bombs).</summary>
    internal const long MaxUnpackedBytes = 1L << 30;

    private static readonly byte[] Ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>Beginnings of files that people send by mistake and that could pass for text.</summary>
    private static readonly byte[][] Strangers = ["%PDF"u8.ToArray(), "{\\rtf"u8.ToArray(), [0x89, (byte)'P', (byte)'N', (byte)'G'], [0xFF, 0xD8, 0xFF], "GIF8"u8.ToArray(), "Rar!"u8.ToArray(), [0x37, 0x7A, 0xBC, 0xAF], [0x1F, 0x8B]];

    public static FileKind Sniff(byte[] content)
    {
        var bytes = content.AsSpan();
        if (bytes.StartsWith(Ole))
        {
            // An encrypted workbook is an OLE container with this stream beside the cipher text.
            return bytes.IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0 ? FileKind.Protected
                : bytes.IndexOf(Encoding.Unicode.GetBytes("Workbook")) >= 0 || bytes.IndexOf(Encoding.Unicode.GetBytes("Book")) >= 0 ? FileKind.Xls
                : FileKind.Other;
        }

        if (bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8))
        {
            return SniffZip(content);
        }

        foreach (var stranger in Strangers)
        {
            if (bytes.StartsWith(stranger))
            {
                return FileKind.Other;
            }
        }

        var head = bytes[..Math.Min(bytes.Length, 64 * 1024)];
        if (TextDecoder.IsUtf16(head, out _))
        {
            return FileKind.Text;
        }

        return head.Contains((byte)0) ? FileKind.Other : LooksLikeHtml(head) ? FileKind.Html : FileKind.Text;
    }

    private static FileKind SniffZip(byte[] content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Sum(e => e.Length) > MaxUnpackedBytes)
            {
                return FileKind.TooLarge;
            }

            return zip.Entries.Any(e => e.FullName == "xl/workbook.xml") ? FileKind.Xlsx
                : zip.GetEntry("mimetype") is not null && zip.GetEntry("content.xml") is not null ? FileKind.Ods
                : FileKind.Other;
        }
        catch (InvalidDataException)
        {
            return FileKind.Damaged;
        }
    }

    private static bool LooksLikeHtml(ReadOnlySpan<byte> head)
    {
        var text = Encoding.Latin1.GetString(head).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\r', '\n', '\t');
        return text.StartsWith('<') && text.Contains("<table", StringComparison.OrdinalIgnoreCase);
    }
}
