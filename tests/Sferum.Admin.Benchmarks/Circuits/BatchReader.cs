using System.Buffers.Binary;
using System.Text;

namespace Sferum.Admin.Benchmarks.Circuits;

/// <summary>Kinds of edits, numbered as Blazor does.</summary>
internal enum EditKind
{
    Prepend = 1,
    Remove = 2,
    SetAttribute = 3,
    RemoveAttribute = 4,
    UpdateText = 5,
    StepIn = 6,
    StepOut = 7,
    UpdateMarkup = 8,
    Move = 9,
    MoveEnd = 10,
}

/// <summary>Kinds of frames, numbered as Blazor does.</summary>
internal enum FrameKind
{
    Element = 1,
    Text = 2,
    Attribute = 3,
    Component = 4,
    Region = 5,
    ElementReference = 6,
    ComponentReference = 7,
    Markup = 8,
}

/// <param name="Index">Of the reference frame, or the sibling moved to.</param>
internal readonly record struct Edit(EditKind Kind, int Sibling, int Index, int NameIndex);

/// <summary>Reads a serialized render batch in place: fixed sizes, tables at the end, as the server's <c>RenderBatchWriter</c> writes them.</summary>
internal readonly ref struct BatchReader
{
    private const int EditSize = 16, FrameSize = 20, Tables = 5;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _updated;
    private readonly int _frames;
    private readonly int _disposed;
    private readonly int _strings;

    public BatchReader(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        var tables = bytes.Length - (Tables * sizeof(int));
        _updated = Int(tables);
        _frames = Int(tables + 4) + sizeof(int);
        _disposed = Int(tables + 8);
        _strings = Int(tables + 16);
    }

    public int UpdatedComponents => Int(_updated);

    public int DisposedComponents => Int(_disposed);

    public int DisposedComponent(int i) => Int(_disposed + 4 + (4 * i));

    /// <summary>Where the edits of the i-th updated component stand.</summary>
    public (int ComponentId, int Edits, int At) Component(int i)
    {
        var at = Int(_updated + 4 + (4 * i));
        return (Int(at), Int(at + 4), at + 8);
    }

    public Edit Edit(int at, int i)
    {
        at += i * EditSize;
        return new Edit((EditKind)Int(at), Int(at + 4), Int(at + 8), Int(at + 12));
    }

    public FrameKind Kind(int frame) => (FrameKind)Int(_frames + (frame * FrameSize));

    /// <summary>The frame and its descendants: of elements, components, regions.</summary>
    public int SubtreeLength(int frame) => Kind(frame) is FrameKind.Element or FrameKind.Component or FrameKind.Region ? Field(frame, 0) : 1;

    public int ComponentId(int frame) => Field(frame, 1);

    public string ElementName(int frame) => Name(Field(frame, 1));

    public string AttributeName(int frame) => Name(Field(frame, 0));

    public string? AttributeValue(int frame) => Field(frame, 1) is var index and >= 0 ? Encoding.UTF8.GetString(Text(index)) : null;

    public ulong EventHandlerId(int frame) => BinaryPrimitives.ReadUInt64LittleEndian(_bytes[(_frames + (frame * FrameSize) + 12)..]);

    /// <summary>A name of an element or attribute: few are different, so none is made twice.</summary>
    public string Name(int index) => Names.Of(Text(index));

    private int Field(int frame, int field) => Int(_frames + (frame * FrameSize) + 4 + (4 * field));

    private ReadOnlySpan<byte> Text(int index)
    {
        var at = Int(_strings + (4 * index));
        var (length, shift) = (0, 0);
        byte part;
        do
        {
            part = _bytes[at++];
            length |= (part & 0x7f) << shift;
            shift += 7;
        }
        while (part >= 0x80);

        return _bytes.Slice(at, length);
    }

    private int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(_bytes[at..]);
}
