using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Orders;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.PersonalData;
using Sferum.Admin.Core.Platforms;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Statistics;
using Sferum.Admin.Core.Students;
using Sferum.Admin.Core.StudyGroups;
using Person = Sferum.Admin.Core.People.Person;

namespace Sferum.Admin.Simulator.College;

/// <summary>An account of the portal that somebody of the college has.</summary>
/// <param name="UserId">Also the author of this person's marks.</param>
/// <param name="Login">E-mail; signs in by it.</param>
public sealed record CollegeAccount(Guid UserId, Guid PersonId, string DisplayName, string Login, IReadOnlyList<PortalRole> Roles);

/// <summary>
/// An invented college as rows of the register, in the order in which they can be written. Made by
/// <see cref="CollegeGenerator"/>; the same seed and moment give the same rows, ids included.
/// </summary>
public sealed class InventedCollege
{
    /// <summary>What it was made from: whatever else is invented about the college is thrown from it too.</summary>
    public required ulong Seed { get; init; }

    /// <summary>UTC moment up to which things happened.</summary>
    public required DateTime Moment { get; init; }

    /// <summary>The college's day in the school's zone.</summary>
    public required DateOnly Today { get; init; }

    public List<AcademicYear> Years { get; } = [];

    public List<Platform> Platforms { get; } = [];

    public List<Program> Programs { get; } = [];

    public List<Order> Orders { get; } = [];

    public List<Person> People { get; } = [];

    public List<PersonName> Names { get; } = [];

    public List<PersonContact> Contacts { get; } = [];

    public List<StudyGroup> Groups { get; } = [];

    public List<StudyGroupName> GroupNames { get; } = [];

    public List<Employment> Employments { get; } = [];

    public List<CuratorAssignment> Curators { get; } = [];

    public List<PlatformAdministrator> Administrators { get; } = [];

    public List<Enrollment> Enrollments { get; } = [];

    public List<GroupMembership> Memberships { get; } = [];

    public List<EnrollmentMovement> Movements { get; } = [];

    public List<Absence> Absences { get; } = [];

    public List<Guardianship> Guardianships { get; } = [];

    public List<DataConsent> Consents { get; } = [];

    public List<OptOut> OptOuts { get; } = [];

    public List<LinkFact> LinkFacts { get; } = [];

    public List<JournalCorrection> Corrections { get; } = [];

    public List<Chat> Chats { get; } = [];

    public List<ChatAdministrator> ChatAdministrators { get; } = [];

    public List<ChatObservation> Observations { get; } = [];

    public List<ChatVisibility> Visibilities { get; } = [];

    public List<WeeklyConfirmation> Confirmations { get; } = [];

    /// <summary>Frozen figures of the weeks that are over. Counted when asked for: whoever only plays the college needs none.</summary>
    public IReadOnlyList<MetricSnapshot> PastWeeks => Past.Value;

    internal Lazy<IReadOnlyList<MetricSnapshot>> Past { get; set; } = new([]);

    /// <summary>The first three are the demo's administrator, curator and director; the rest are the other curators.</summary>
    public List<CollegeAccount> Accounts { get; } = [];

    /// <summary>Eleven digits by person. The register keeps only a keyed hash and the tail.</summary>
    public Dictionary<Guid, string> Snils { get; } = [];

    /// <summary>Who plays which part.</summary>
    public Mess Mess { get; internal set; } = null!;

    public Platform Journal => Platforms.First(p => p.Kind == PlatformKind.Journal);

    public Platform Messenger => Platforms.First(p => p.Kind == PlatformKind.Messenger && p.ValidTo is null);

    /// <summary>The current name of a group, e.g. «ИС-21».</summary>
    public StudyGroup Group(string name) => Groups.First(g => g.Id == GroupNames.First(n => n.ValidTo is null && n.Name == name).StudyGroupId);

    /// <summary>Every surname, phone, e-mail and СНИЛС (digits alone and as printed): what no log may hold.</summary>
    public IReadOnlySet<string> PersonalData()
    {
        var values = new HashSet<string>();
        values.UnionWith(Names.Select(n => n.LastName));
        foreach (var contact in Contacts)
        {
            // A phone without «+7»: however it is printed, these digits stand together.
            values.Add(contact.Kind == ContactKind.Phone ? contact.Value[2..] : contact.Value);
        }

        foreach (var snils in Snils.Values)
        {
            values.Add(snils);
            values.Add($"{snils[..3]}-{snils[3..6]}-{snils[6..9]} {snils[9..]}");
        }

        return values;
    }
}
