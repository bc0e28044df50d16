using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Sferum.Admin.Benchmarks.Circuits;

/// <summary>Writes calls of the hub as <c>blazorpack</c> wants them: a length, then a MessagePack array.</summary>
internal static class PackWriter
{
    private const byte Nil = 0xc0;

    /// <summary>A ping: the array of its type alone.</summary>
    public static readonly byte[] Ping = [2, 0x91, 6];

    /// <summary>A call of a method of the hub.</summary>
    /// <param name="invocationId">Asks for a completion; null asks for none.</param>
    /// <param name="arguments">Strings, booleans, integers and nulls.</param>
    public static byte[] Invocation(string? invocationId, string target, params ReadOnlySpan<object?> arguments)
    {
        var body = new ArrayBufferWriter<byte>(256);
        Append(body, [0x96, 1, 0x80]);
        Write(body, invocationId);
        Write(body, target);
        Append(body, [(byte)(0x90 | arguments.Length)]);
        foreach (var argument in arguments)
        {
            Write(body, argument);
        }

        Append(body, [0x90]);
        return WithLength(body.WrittenSpan);
    }

    private static byte[] WithLength(ReadOnlySpan<byte> body)
    {
        var message = new byte[5 + body.Length];
        var (used, rest) = (0, body.Length);
        while (rest > 0x7f)
        {
            message[used++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        message[used++] = (byte)rest;
        body.CopyTo(message.AsSpan(used));
        return message[..(used + body.Length)];
    }

    private static void Write(ArrayBufferWriter<byte> body, object? value)
    {
        switch (value)
        {
            case null:
                Append(body, [Nil]);
                break;
            case bool flag:
                Append(body, [flag ? (byte)0xc3 : (byte)0xc2]);
                break;
            case int or long:
                var number = body.GetSpan(9);
                number[0] = 0xd3;
                BinaryPrimitives.WriteInt64BigEndian(number[1..], Convert.ToInt64(value, null));
                body.Advance(9);
                break;
            case string text:
                var length = Encoding.UTF8.GetByteCount(text);
                var span = body.GetSpan(5 + length);
                span[0] = 0xdb;
                BinaryPrimitives.WriteUInt32BigEndian(span[1..], (uint)length);
                Encoding.UTF8.GetBytes(text, span[5..]);
                body.Advance(5 + length);
                break;
            default:
                throw new ArgumentException($"{value.GetType()} is not written.");
        }
    }

    private static void Append(ArrayBufferWriter<byte> body, ReadOnlySpan<byte> bytes) => body.Write(bytes);
}
