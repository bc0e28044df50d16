using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Platforms;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Web.Features.Settings;

/// <summary>Platforms in words.</summary>
internal static class PlatformWords
{
    public static string Kind(PlatformKind kind) => kind switch
    {
        PlatformKind.Journal => "электронный журнал",
        PlatformKind.Messenger => "мессенджер",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>How ЭПОС or the portal knows the place.</summary>
    public static string Connector(string code) => code switch
    {
        "" => "нет",
        RegisterDefaults.JournalCode => "ЭПОС",
        RegisterDefaults.MessengerCode => "MAX",
        RegisterDefaults.FormerMessengerCode => "VK",
        _ => code,
    };

    /// <summary>A stored value of the form.</summary>
    public static string Value(string field, string value) => field == nameof(PlatformForm.Connector) ? Connector(value) : value;

    /// <summary>«с 01.09.2025», «01.09.2023–31.12.2025».</summary>
    public static string Period(DateOnly from, DateOnly? lastDay) =>
        lastDay is { } day ? $"{RussianText.Date(from)}–{RussianText.Date(day)}" : $"с{RussianText.NoBreakSpace}{RussianText.Date(from)}";
}
