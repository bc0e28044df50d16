using System.Globalization;

namespace Sferum.Admin.Web.Components.Ui;

/// <summary>Addresses of lists: filters, order and page, never a name or a phone.</summary>
public static class Address
{
    /// <summary>The path with the parts of the query that have a value.</summary>
    public static string Of(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var separator = '?';
        foreach (var (name, value) in query)
        {
            if (value is not null)
            {
                path += $"{separator}{name}={Uri.EscapeDataString(value)}";
                separator = '&';
            }
        }

        return path;
    }

    /// <summary>Absent for the first page.</summary>
    public static string? Page(int page) => page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null;

    /// <summary>1 for what is no page.</summary>
    public static int Page(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1;

    /// <summary>A value of an enumeration by its name in lower case; the default when there is none or it is unknown.</summary>
    public static T Choice<T>(string? text, T fallback = default)
        where T : struct, Enum => text is { Length: > 0 } && char.IsLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) ? value : fallback;

    /// <summary>The name in lower case; absent for the default.</summary>
    public static string? Choice<T>(T value, T fallback = default)
        where T : struct, Enum => EqualityComparer<T>.Default.Equals(value, fallback) ? null : value.ToString().ToLowerInvariant();
}
