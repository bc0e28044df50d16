using System.Text.Json;
using Sferum.Admin.Core.People;

namespace Sferum.Admin.Core.Import;

/// <summary>The name of somebody who is not in the register yet, out of the planned change that adds him.</summary>
internal static class PlannedName
{
    /// <summary>Null when no change adds the person.</summary>
    public static string? Of(IEnumerable<ImportChangeLine> changes)
    {
        var added = changes.FirstOrDefault(c => c is { Entity: nameof(Person), Operation: ImportOperation.Add, After: not null });
        if (added is null)
        {
            return null;
        }

        using var after = JsonDocument.Parse(added.After!);
        return string.Join(' ', new[] { nameof(Person.LastName), nameof(Person.FirstName), nameof(Person.Patronymic) }
            .Select(part => after.RootElement.TryGetProperty(part, out var value) ? value.GetString() : null)
            .Where(part => !string.IsNullOrEmpty(part)));
    }
}
