using System.Globalization;

namespace Sferum.Admin.Core.Import.Reading;

/// <summary>What a cell of a roster holds.</summary>
public enum CellKind : byte
{
    Empty,
    Text,
    Number,
    Date,
}

/// <summary>One cell as its file kept it: text, a number or a date. Empty text is an empty cell.</summary>
public readonly struct Cell
{
    private readonly string? _text;
    private readonly double _number;

    private Cell(CellKind kind, string? text, double number)
    {
        Kind = kind;
        _text = text;
        _number = number;
    }

    public CellKind Kind { get; }

    public bool IsEmpty => Kind == CellKind.Empty;

    /// <summary>The value of a number cell; 0 for any other kind.</summary>
    public double Number => Kind == CellKind.Number ? _number : 0;

    /// <summary>The day of a date cell, its time dropped.</summary>
    public DateOnly Date => Kind == CellKind.Date ? DateOnly.FromDayNumber((int)_number) : default;

    /// <summary>The cell as a person reads it: whole numbers without a point, dates as <c>04.03.2024</c>, nothing as an empty text.</summary>
    public string Text => Kind switch
    {
        CellKind.Text => _text!,
        CellKind.Number => _number == Math.Floor(_number) && Math.Abs(_number) < 1e15
            ? ((long)_number).ToString(CultureInfo.InvariantCulture)
            : _number.ToString(CultureInfo.InvariantCulture),
        CellKind.Date => Date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture),
        _ => "",
    };

    public static Cell Of(string? text) => string.IsNullOrWhiteSpace(text) ? default : new(CellKind.Text, text, 0);

    public static Cell Of(double number) => new(CellKind.Number, null, number);

    public static Cell Of(DateOnly date) => new(CellKind.Date, null, date.DayNumber);

    public override string ToString() => Text;
}
