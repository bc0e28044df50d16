using System.Buffers.Binary;
using System.Text;

namespace Sferum.Admin.Benchmarks.Circuits;

/// <summary>Reads the few MessagePack types that the hub protocol of Blazor Server (<c>blazorpack</c>) uses.</summary>
internal ref struct PackReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public int ReadArrayHeader()
    {
        var code = Take();
        return code switch
        {
            >= 0x90 and <= 0x9f => code & 0x0f,
            0xdc => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xdd => checked((int)BinaryPrimitives.ReadUInt32BigEndian(Take(4))),
            _ => throw Unexpected(code),
        };
    }

    public long ReadInteger()
    {
        var code = Take();
        return code switch
        {
            <= 0x7f => code,
            >= 0xe0 => (sbyte)code,
            0xcc => Take(),
            0xcd => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xce => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            0xcf => checked((long)BinaryPrimitives.ReadUInt64BigEndian(Take(8))),
            0xd0 => (sbyte)Take(),
            0xd1 => BinaryPrimitives.ReadInt16BigEndian(Take(2)),
            0xd2 => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            0xd3 => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
            _ => throw Unexpected(code),
        };
    }

    public string? ReadString() => TryReadNil() ? null : Encoding.UTF8.GetString(ReadText());

    /// <summary>The bytes of a string, not copied.</summary>
    public ReadOnlySpan<byte> ReadText()
    {
        var code = Take();
        return Take(code switch
        {
            >= 0xa0 and <= 0xbf => code & 0x1f,
            0xd9 => Take(),
            0xda => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xdb => checked((int)BinaryPrimitives.ReadUInt32BigEndian(Take(4))),
            _ => throw Unexpected(code),
        });
    }

    public ReadOnlySpan<byte> ReadBinary()
    {
        var code = Take();
        return Take(code switch
        {
            0xc4 => Take(),
            0xc5 => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xc6 => checked((int)BinaryPrimitives.ReadUInt32BigEndian(Take(4))),
            _ => throw Unexpected(code),
        });
    }

    /// <summary>Passes by the headers of a message: the server sends none, or strings.</summary>
    public void SkipHeaders()
    {
        var code = Take();
        var count = code is >= 0x80 and <= 0x8f ? code & 0x0f : throw Unexpected(code);
        for (var i = 0; i < 2 * count; i++)
        {
            ReadText();
        }
    }

    public bool TryReadNil()
    {
        if (_rest[0] != 0xc0)
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }

    private static InvalidDataException Unexpected(byte code) => new($"Byte 0x{code:x2} is not expected here.");

    private byte Take()
    {
        var first = _rest[0];
        _rest = _rest[1..];
        return first;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
