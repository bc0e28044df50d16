using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore.Metadata;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Drafts;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.Journal.Connection;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Orders;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.PersonalData;
using Sferum.Admin.Core.Platforms;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Statistics;
using Sferum.Admin.Core.Students;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Core.Today;
using Sferum.Admin.Core.Views;

namespace Sferum.Admin.Core.Live;

/// <summary>Which table speaks of what. Every mapped entity stands in exactly one of the two lists; a test sees to it.</summary>
public static class LiveTables
{
    private static readonly ConcurrentDictionary<IEntityType, IReadOnlyList<IProperty>> Ids = new();

    /// <summary>Topics of a change of the entity.</summary>
    public static FrozenDictionary<Type, LiveTopic[]> Loud { get; } = new Dictionary<Type, LiveTopic[]>
    {
        [typeof(Person)] = [LiveTopic.People],
        [typeof(PersonName)] = [LiveTopic.People],
        [typeof(PersonContact)] = [LiveTopic.People],
        [typeof(PersonMerge)] = [LiveTopic.People],
        [typeof(DataConsent)] = [LiveTopic.People],
        [typeof(Order)] = [LiveTopic.People],
        [typeof(Employment)] = [LiveTopic.People, LiveTopic.Groups],
        [typeof(Absence)] = [LiveTopic.People, LiveTopic.Groups],
        [typeof(Enrollment)] = [LiveTopic.People, LiveTopic.Groups],
        [typeof(EnrollmentMovement)] = [LiveTopic.People, LiveTopic.Groups],
        [typeof(GroupMembership)] = [LiveTopic.People, LiveTopic.Groups],
        [typeof(Guardianship)] = [LiveTopic.People, LiveTopic.Groups],
        [typeof(StudyGroup)] = [LiveTopic.Groups],
        [typeof(StudyGroupName)] = [LiveTopic.Groups],
        [typeof(StudyGroupPredecessor)] = [LiveTopic.Groups],
        [typeof(CuratorAssignment)] = [LiveTopic.Groups],
        [typeof(Program)] = [LiveTopic.Groups, LiveTopic.Settings],
        [typeof(AcademicYear)] = [LiveTopic.Groups, LiveTopic.Settings],
        [typeof(Chat)] = [LiveTopic.Chats],
        [typeof(ChatAdministrator)] = [LiveTopic.Chats],
        [typeof(PlatformAdministrator)] = [LiveTopic.Chats],
        [typeof(Platform)] = [LiveTopic.Chats, LiveTopic.Settings],
        [typeof(LinkFact)] = [LiveTopic.Marks],
        [typeof(LinkStatus)] = [LiveTopic.Marks],
        [typeof(JournalCorrection)] = [LiveTopic.Marks],
        [typeof(OptOut)] = [LiveTopic.Marks, LiveTopic.Refusals],
        [typeof(ChatObservation)] = [LiveTopic.Marks],
        [typeof(ChatVisibility)] = [LiveTopic.Marks],
        [typeof(Reading)] = [LiveTopic.Marks, LiveTopic.Readings],
        [typeof(WeeklyConfirmation)] = [LiveTopic.Marks, LiveTopic.Confirmations],
        [typeof(MetricSnapshot)] = [LiveTopic.Marks],
        [typeof(RosterImport)] = [LiveTopic.Imports],
        [typeof(ImportRow)] = [LiveTopic.Imports],
        [typeof(ImportIssue)] = [LiveTopic.Imports],
        [typeof(ImportChange)] = [LiveTopic.Imports],
        [typeof(JobRun)] = [LiveTopic.Jobs],
        [typeof(Setting)] = [LiveTopic.Settings],
        [typeof(CalendarDay)] = [LiveTopic.Settings],
        [typeof(StoredJournalSession)] = [LiveTopic.Settings],
        [typeof(AppUser)] = [LiveTopic.Users],
        [typeof(IdentityUserRole<Guid>)] = [LiveTopic.Users],
        [typeof(ExternalIdentity)] = [LiveTopic.Bindings, LiveTopic.People],
        [typeof(JournalRecord)] = [LiveTopic.Bindings],
        [typeof(BindingRejection)] = [LiveTopic.Bindings],
        [typeof(CuratorReminder)] = [LiveTopic.Reminders],
        [typeof(SavedView)] = [LiveTopic.Views],
        [typeof(ColumnChoice)] = [LiveTopic.Views],
    }.ToFrozenDictionary();

    /// <summary>Entities whose change no page waits for, each with its reason.</summary>
    public static FrozenDictionary<Type, string> Silent { get; } = new Dictionary<Type, string>
    {
        [typeof(AuditEntry)] = "comes with the change it tells of",
        [typeof(AuditDetail)] = "comes with the change it tells of",
        [typeof(AccessEntry)] = "a record of reading: telling of it would make every page that is opened open all others again",
        [typeof(FormDraft)] = "of one user, written while typing",
        [typeof(DataProtectionKey)] = "the key ring reads itself",
        [typeof(IdentityRole<Guid>)] = "fixed by the program",
        [typeof(IdentityRoleClaim<Guid>)] = "not used",
        [typeof(IdentityUserClaim<Guid>)] = "not used",
        [typeof(IdentityUserLogin<Guid>)] = "not shown",
        [typeof(IdentityUserToken<Guid>)] = "not shown",
        [typeof(IdentityUserPasskey<Guid>)] = "not shown",
    }.ToFrozenDictionary();

    /// <summary>Topics of an entity; none for a silent one.</summary>
    public static LiveTopic[] Of(Type entity) => Loud.GetValueOrDefault(entity, []);

    /// <summary>The ids in a row by which pages know it: its own and those it points at, whatever they are called.</summary>
    public static IReadOnlyList<IProperty> IdsOf(IEntityType entity) => Ids.GetOrAdd(entity, type =>
        [.. type.GetProperties().Where(p => (p.ClrType == typeof(Guid) || p.ClrType == typeof(Guid?)) && p.Name != nameof(IVersioned.Version))]);
}
