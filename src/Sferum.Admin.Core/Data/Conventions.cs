using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Sferum.Admin.Core.Data;

/// <summary>Searched by a key that sorts and folds alike on both databases (ADR «search key»).</summary>
public interface IHasSearchKey
{
    string SearchKey { get; set; }

    /// <summary>The text the key is made of.</summary>
    string SearchText { get; }
}

/// <summary>Moments are UTC; anything else is a bug and throws, instead of shifting silently.</summary>
public sealed class UtcConverter()
    : ValueConverter<DateTime, DateTime>(v => Check(v), v => DateTime.SpecifyKind(v, DateTimeKind.Utc))
{
    private static DateTime Check(DateTime value) =>
        value.Kind == DateTimeKind.Utc ? value : throw new InvalidOperationException($"DateTime must be UTC, got {value.Kind}.");
}
