using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Core.Platforms;

/// <summary>What platforms may be and when: one of each kind is always in force, and one connector reads one place at a time. Pure.</summary>
public static class PlatformRules
{
    /// <summary>Longest name, characters.</summary>
    public const int LongestName = 100;

    /// <summary>Codes by which a place of the kind can be read or is named in the journal; no code is lawful too.</summary>
    public static IReadOnlyList<string> ConnectorsOf(PlatformKind kind) =>
        kind == PlatformKind.Journal ? [RegisterDefaults.JournalCode] : [RegisterDefaults.MessengerCode, RegisterDefaults.FormerMessengerCode];

    /// <summary>What is wrong with the name or the connector.</summary>
    public static Error? Check(PlatformKind kind, string name, string? connector) =>
        name.Length is 0 or > LongestName ? Error.Invalid($"Назовите площадку, не длиннее {LongestName} знаков.", nameof(AddPlatformRequest.Name))
        : connector is not null && !ConnectorsOf(kind).Contains(connector) ? Error.Invalid("Такого подключения у площадок этого вида нет.", nameof(AddPlatformRequest.Connector))
        : null;

    /// <summary>A place of the same name or connector that is in force at some day of the period.</summary>
    public static Error? Twin(Platform wanted, IEnumerable<Platform> others)
    {
        var beside = others.Where(other => other.Id != wanted.Id && other.Kind == wanted.Kind && (wanted.ValidTo is null || other.ValidFrom < wanted.ValidTo) && (other.ValidTo is null || wanted.ValidFrom < other.ValidTo)).ToList();
        var key = RussianText.SearchKey(wanted.Name);
        return beside.Exists(other => RussianText.SearchKey(other.Name) == key) ? Error.Invalid("Площадка с таким названием в эти дни уже действует.", nameof(AddPlatformRequest.Name))
            : wanted.Connector is { } code && beside.Find(other => other.Connector == code) is { } same ? Error.Invalid($"Это подключение в те же дни занято площадкой «{same.Name}».", nameof(AddPlatformRequest.Connector))
            : null;
    }

    /// <summary>Whether the place may end: on every later day another one of its kind has to be in force.</summary>
    /// <param name="lastDay">Inclusive.</param>
    public static Error? CheckEnd(Platform platform, DateOnly lastDay, IEnumerable<Platform> all)
    {
        if (lastDay < platform.ValidFrom)
        {
            return Error.Invalid($"Последний день не может быть раньше первого: {RussianText.Date(platform.ValidFrom)}.", nameof(EndPlatformRequest.LastDay));
        }

        var open = all.Where(other => other.Id != platform.Id && other.Kind == platform.Kind && other.ValidTo is null).ToList();
        return open.Exists(other => other.ValidFrom <= lastDay.AddDays(1))
            ? null
            : Error.Invalid(
                platform.Kind == PlatformKind.Journal
                    ? "Без электронного журнала чаты смотреть негде: сначала начните следующий, не позже дня после последнего."
                    : "Без мессенджера ни у кого не будет привязки: сначала начните следующий, не позже дня после последнего.",
                nameof(EndPlatformRequest.LastDay));
    }
}
