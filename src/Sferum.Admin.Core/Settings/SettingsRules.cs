using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Settings;

/// <summary>A form of the settings.</summary>
public enum SettingsPart
{
    /// <summary>Names, zone, contact.</summary>
    Organization,

    /// <summary>What decides statuses, demands, ages and how long things are kept.</summary>
    Rules,
}

/// <summary>Bounds of a whole number, both inclusive.</summary>
public readonly record struct NumberRange(int Least, int Most)
{
    public bool Holds(int value) => value >= Least && value <= Most;
}

/// <summary>Which settings a form holds and what may stand in them. Pure.</summary>
public static class SettingsRules
{
    /// <summary>Longest names of the organisation, characters.</summary>
    public const int LongestName = 200;

    /// <summary>Longest full name, characters.</summary>
    public const int LongestFullName = 400;

    /// <summary>Longest contact, characters.</summary>
    public const int LongestContact = 200;

    /// <summary>Settings whose change moves link statuses: these are computed anew with it.</summary>
    private static readonly string[] OfLinks =
        [nameof(SchoolSettings.AcademicLeave), nameof(SchoolSettings.AdultRepresentatives), nameof(SchoolSettings.VerifiedDays), nameof(SchoolSettings.HolidaysAreWorkingDays), nameof(SchoolSettings.TimeZone)];

    /// <summary>Bounds of the numbers, days unless the name says otherwise.</summary>
    public static IReadOnlyDictionary<string, NumberRange> Ranges { get; } = new Dictionary<string, NumberRange>
    {
        [nameof(SchoolSettings.VerifiedDays)] = new(1, 365),
        [nameof(SchoolSettings.LookDays)] = new(1, 90),
        [nameof(SchoolSettings.ReadingHours)] = new(1, 336),
        [nameof(SchoolSettings.UploadLimitMb)] = new(1, 200),
        [nameof(SchoolSettings.ImportRowDays)] = new(1, 3650),
    };

    /// <summary>Keys of a form, in the order of reading.</summary>
    public static IReadOnlyList<string> KeysOf(SettingsPart part) => part switch
    {
        SettingsPart.Organization =>
            [nameof(SchoolSettings.OrganizationName), nameof(SchoolSettings.OrganizationFullName), nameof(SchoolSettings.TimeZone), nameof(SchoolSettings.AdministratorContact)],
        SettingsPart.Rules =>
        [
            nameof(SchoolSettings.AcademicLeave), nameof(SchoolSettings.AdultRepresentatives), nameof(SchoolSettings.VerifiedDays), nameof(SchoolSettings.LookDays),
            nameof(SchoolSettings.ReadingHours), nameof(SchoolSettings.HolidaysAreWorkingDays), nameof(SchoolSettings.UploadLimitMb), nameof(SchoolSettings.ImportRowDays),
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, null),
    };

    /// <summary>The values of a form in stored form.</summary>
    public static IReadOnlyDictionary<string, string> ValuesOf(SettingsPart part, SchoolSettings settings)
    {
        var stored = settings.ToStored();
        return KeysOf(part).ToDictionary(key => key, key => stored[key]);
    }

    /// <summary>Whether link statuses have to be computed anew.</summary>
    public static bool MovesLinks(SchoolSettings before, SchoolSettings after)
    {
        var (old, now) = (before.ToStored(), after.ToStored());
        return OfLinks.Any(key => old[key] != now[key]);
    }

    /// <summary>The first value that cannot be taken; the error names its key.</summary>
    public static Error? Check(SettingsPart part, SchoolSettings wanted) => part switch
    {
        SettingsPart.Organization => CheckOrganization(wanted),
        SettingsPart.Rules => CheckRules(wanted),
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, null),
    };

    private static Error? CheckOrganization(SchoolSettings wanted) =>
        wanted.OrganizationName.Length is 0 or > LongestName ? Error.Invalid("Назовите техникум коротко, как в заголовках: ГБПОУ «ЧИТ», г. Чусовой.", nameof(wanted.OrganizationName))
        : wanted.OrganizationFullName.Length > LongestFullName ? Error.Invalid($"Полное название длиннее {LongestFullName} знаков.", nameof(wanted.OrganizationFullName))
        : !SchoolZones.All.Contains(wanted.TimeZone) ? Error.Invalid("Выберите часовой пояс из списка.", nameof(wanted.TimeZone))
        : wanted.AdministratorContact.Length > LongestContact ? Error.Invalid($"Контакт длиннее {LongestContact} знаков.", nameof(wanted.AdministratorContact))
        : null;

    private static Error? CheckRules(SchoolSettings wanted)
    {
        if (wanted.AcademicLeave is not (Demand.May or Demand.MustNot))
        {
            return Error.Invalid("В академическом отпуске студент может быть в чате или не положен; обязать его нельзя.", nameof(wanted.AcademicLeave));
        }

        var stored = wanted.ToStored();
        foreach (var (key, range) in Ranges)
        {
            if (!int.TryParse(stored[key], out var value) || !range.Holds(value))
            {
                return Error.Invalid($"Нужно целое число от {RussianText.Number(range.Least)} до {RussianText.Number(range.Most)}.", key);
            }
        }

        return null;
    }
}
