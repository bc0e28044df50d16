using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Settings;

/// <summary>
/// The technikum's settings with their defaults. Stored as <see cref="Setting"/> rows whose key is the property's name.
/// </summary>
public sealed record SchoolSettings
{
    /// <summary>Short name for headings: «ГБПОУ „ЧИТ“, г. Чусовой». Empty until the first set-up.</summary>
    public string OrganizationName { get; init; } = "";

    /// <summary>Full name as the charter has it, for prints and the sign-in page; may be empty.</summary>
    public string OrganizationFullName { get; init; } = "";

    /// <summary>IANA id of the school's zone, one of <see cref="SchoolZones.All"/>.</summary>
    public string TimeZone { get; init; } = SchoolClock.DefaultZoneId;

    /// <summary>Whom people ask about the portal: name, room, telephone. Shown where somebody cannot get on alone; may be empty.</summary>
    public string AdministratorContact { get; init; } = "";

    /// <summary>A student on academic leave or in the army: in «Группы».</summary>
    public Demand AcademicLeave { get; init; } = Demand.May;

    /// <summary>A representative of an adult student in «Родители».</summary>
    public AdultRepresentatives AdultRepresentatives { get; init; } = AdultRepresentatives.ByConsent;

    /// <summary>Days for which a look or reading proves a link (Проверен).</summary>
    public int VerifiedDays { get; init; } = 30;

    /// <summary>Days after which a group's look at ЭПОС is old.</summary>
    public int LookDays { get; init; } = 14;

    /// <summary>Whether public holidays count as working days of ЭПОС; its notice names only Saturday and Sunday.</summary>
    public bool HolidaysAreWorkingDays { get; init; }

    /// <summary>Largest file taken, in MB.</summary>
    public int UploadLimitMb { get; init; } = 20;

    /// <summary>Days for which raw rows of imports are kept.</summary>
    public int ImportRowDays { get; init; } = 90;

    /// <summary>How the journal is read.</summary>
    public JournalReaderMode JournalMode { get; init; } = JournalReaderMode.Off;

    /// <summary>Base address of the journal, absolute; empty until an administrator gives one.</summary>
    public string JournalAddress { get; init; } = "";

    /// <summary>Hours after which a reading of the journal is old.</summary>
    public int ReadingHours { get; init; } = 36;

    /// <summary>What the rules of mandatory chats ask.</summary>
    public ChatRuleSettings ChatRules => new(AcademicLeave, AdultRepresentatives);

    /// <summary>What the rules of link status ask.</summary>
    public LinkRuleSettings LinkRules => new(VerifiedDays);

    private static readonly PropertyInfo[] Properties = [.. typeof(SchoolSettings).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite)];

    /// <summary>Keys that may be stored.</summary>
    public static IEnumerable<string> Keys => Properties.Select(p => p.Name);

    /// <summary>Reads the stored values over the defaults; a row with an unreadable value is a bug and throws.</summary>
    public static async Task<SchoolSettings> LoadAsync(AppDbContext db, CancellationToken ct)
    {
        return FromStored(await db.Settings.AsNoTracking().ToDictionaryAsync(s => s.Key, s => s.Value, ct));
    }

    /// <summary>The defaults under what is stored; unknown keys are left out, an unreadable value is a bug and throws.</summary>
    public static SchoolSettings FromStored(IReadOnlyDictionary<string, string> stored)
    {
        var settings = new SchoolSettings();
        foreach (var property in Properties)
        {
            if (stored.TryGetValue(property.Name, out var text))
            {
                property.SetValue(settings, Parse(property.PropertyType, text));
            }
        }

        return settings;
    }

    /// <summary>The stored form of each value.</summary>
    public IReadOnlyDictionary<string, string> ToStored() =>
        Properties.ToDictionary(p => p.Name, p => Convert.ToString(p.GetValue(this), CultureInfo.InvariantCulture) ?? "");

    private static object Parse(Type type, string text) =>
        type.IsEnum ? Enum.Parse(type, text) : Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
}
