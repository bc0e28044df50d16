using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Settings;

/// <summary>The zones a school may lie in.</summary>
public static class SchoolZones
{
    /// <summary>IANA ids from west to east.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara", SchoolClock.DefaultZoneId, "Asia/Omsk", "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Yakutsk", "Asia/Vladivostok",
        "Asia/Magadan", "Asia/Kamchatka",
    ];

    /// <summary>The zone of an id; the default one for what the machine does not know.</summary>
    public static TimeZoneInfo Of(string id) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.FindSystemTimeZoneById(SchoolClock.DefaultZoneId);
}
