using System.Globalization;
using System.Text.Json;

namespace Sferum.Admin.Connectors.Http;

/// <summary>An answer lacks a field that the contract promises, or has another thing there. Caught by the connector, never seen outside.</summary>
/// <param name="Field">Path of the field: <c>parents.name</c>. Never its value.</param>
internal sealed class FieldException(string Field, bool IsMissing) : Exception($"Field {Field}.")
{
    public string Field { get; } = Field;

    public bool IsMissing { get; } = IsMissing;
}

/// <summary>
/// One object of an answer. An expected field that is not there stops with its name; what the contract lets be null may be null;
/// fields that nobody asks for are never looked at, so personal values we have no use for stay unread.
/// </summary>
internal readonly struct JsonRow
{
    /// <summary>As stored: ids, and names and titles.</summary>
    private const int LongestId = 100;
    private const int LongestText = 300;

    private readonly JsonElement _element;
    private readonly string _path;

    /// <exception cref="FieldException">Not an object.</exception>
    public JsonRow(JsonElement element, string path = "")
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new FieldException(path.Length == 0 ? "[]" : path.TrimEnd('.'), IsMissing: false);
        }

        _element = element;
        _path = path;
    }

    /// <summary>An id, a number or a text, as text.</summary>
    public string Id(string name) => ReadId(name, Expected(name)) ?? throw Wrong(name);

    /// <summary>The same; absent, null or empty is <see langword="null"/>.</summary>
    public string? OptionalId(string name) => Find(name) is { } value ? ReadId(name, value) : null;

    /// <summary>A text that is never empty.</summary>
    public string Text(string name) => ReadText(name, Expected(name)) ?? throw Wrong(name);

    /// <summary>The field must be there; null or empty is <see langword="null"/>.</summary>
    public string? NullableText(string name) => ReadText(name, Expected(name));

    /// <summary>Absent, null or empty is <see langword="null"/>.</summary>
    public string? OptionalText(string name) => Find(name) is { } value ? ReadText(name, value) : null;

    /// <summary>A text of any length, where there is one; anything else is <see langword="null"/>.</summary>
    public string? AnyText(string name) =>
        Find(name) is { ValueKind: JsonValueKind.String } value && Clean(value.GetString()!) is { Length: > 0 } text ? text : null;

    /// <summary>True only where it says so.</summary>
    public bool OptionalFlag(string name) => Find(name) is { ValueKind: JsonValueKind.True };

    /// <summary>A list of objects; the field must be there, null is an empty list.</summary>
    public IReadOnlyList<JsonRow> Rows(string name)
    {
        var value = Expected(name);
        var path = _path + name + ".";
        return value.ValueKind switch
        {
            JsonValueKind.Null => [],
            JsonValueKind.Array => [.. value.EnumerateArray().Select(e => new JsonRow(e, path))],
            _ => throw Wrong(name),
        };
    }

    /// <summary>A list of texts; absent or null is an empty list, other elements are passed over.</summary>
    public IReadOnlyList<string> OptionalTexts(string name) => Find(name) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!)]
        : [];

    /// <summary>An object; absent or null is <see langword="null"/>.</summary>
    public JsonRow? OptionalRow(string name) => Find(name) is { } value ? new JsonRow(value, _path + name + ".") : null;

    /// <summary>The error for a field whose value cannot be taken.</summary>
    public FieldException Wrong(string name) => new(_path + name, IsMissing: false);

    private JsonElement Expected(string name) =>
        _element.TryGetProperty(name, out var value) ? value : throw new FieldException(_path + name, IsMissing: true);

    private JsonElement? Find(string name) =>
        _element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string? ReadId(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt64(out var number) => number.ToString(CultureInfo.InvariantCulture),
        JsonValueKind.Number => throw Wrong(name),
        _ => ReadText(name, value) is not { } text ? null : text.Length <= LongestId ? text : throw Wrong(name),
    };

    private string? ReadText(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            throw Wrong(name);
        }

        var text = Clean(value.GetString()!);
        return text.Length switch
        {
            0 => null,
            > LongestText => throw Wrong(name),
            _ => text,
        };
    }

    /// <summary>A NUL would not go into a text column of PostgreSQL; no name has control characters.</summary>
    private static string Clean(string text) => string.Concat(text.Where(c => !char.IsControl(c))).Trim();
}
