using System.Buffers.Binary;

namespace Sferum.Admin.Simulator.College;

/// <summary>
/// A small seeded generator of random numbers (SplitMix64): the same on every machine and version of .NET, which
/// <see cref="Random"/> with a seed does not promise.
/// </summary>
internal sealed class Dice
{
    private static readonly long FirstIdMilliseconds = new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private readonly ulong _seed;
    private ulong _state;
    private long _ids;

    public Dice(ulong seed) => (_seed, _state) = (seed, seed);

    /// <summary>A stream of its own for one purpose: what one part throws never shifts what another part gets.</summary>
    public Dice Fork(string purpose)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in purpose)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return new Dice(new Dice(_seed ^ hash).NextBits());
    }

    /// <summary>A number in <c>[0, below)</c>.</summary>
    public int Next(int below) => (int)(((UInt128)NextBits() * (uint)below) >> 64);

    /// <summary>A number in <c>[from, to]</c>.</summary>
    public int Between(int from, int to) => from + Next(to - from + 1);

    public bool Chance(int percent) => Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    public void Shuffle<T>(List<T> items)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>A version 7 id that only depends on the seed and on how many were taken before; later ones sort later.</summary>
    public Guid NextId()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, (FirstIdMilliseconds + _ids++) << 16);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | (NextBits() & 0x0FFF)));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], 0x8000_0000_0000_0000UL | (NextBits() >> 2));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>A version 4 id, random in every bit: nothing tells what was made before or after it.</summary>
    public Guid NextRandomId()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (NextBits() & ~0xF000UL) | 0x4000UL);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], 0x8000_0000_0000_0000UL | (NextBits() >> 2));
        return new Guid(bytes, bigEndian: true);
    }

    private ulong NextBits()
    {
        var z = _state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
