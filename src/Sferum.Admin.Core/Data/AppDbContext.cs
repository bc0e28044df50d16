using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
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
using Sferum.Admin.Core.Live;
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

namespace Sferum.Admin.Core.Data;

/// <summary>
/// The one model on both databases. Made by <see cref="IDbContextFactory{TContext}"/>, one per operation. A change of an
/// <see cref="IAudited"/> entity needs <see cref="Act"/> first: it says who acts and what the act is.
/// </summary>
public sealed class AppDbContext(DbContextOptions<AppDbContext> options)
    : IdentityDbContext<AppUser, IdentityRole<Guid>, Guid>(options), IDataProtectionKeyContext
{
    /// <summary>On SQLite there is one writer at a time and queries are planned as they are written; on PostgreSQL neither is so.</summary>
    public bool IsSqlite => Database.ProviderName == "Microsoft.EntityFrameworkCore.Sqlite";

    public DbSet<Person> People => Set<Person>();

    public DbSet<PersonName> PersonNames => Set<PersonName>();

    public DbSet<PersonContact> PersonContacts => Set<PersonContact>();

    public DbSet<ExternalIdentity> ExternalIdentities => Set<ExternalIdentity>();

    public DbSet<PersonMerge> PersonMerges => Set<PersonMerge>();

    public DbSet<Employment> Employments => Set<Employment>();

    public DbSet<Absence> Absences => Set<Absence>();

    public DbSet<CuratorAssignment> CuratorAssignments => Set<CuratorAssignment>();

    public DbSet<PlatformAdministrator> PlatformAdministrators => Set<PlatformAdministrator>();

    public DbSet<Enrollment> Enrollments => Set<Enrollment>();

    public DbSet<GroupMembership> GroupMemberships => Set<GroupMembership>();

    public DbSet<EnrollmentMovement> EnrollmentMovements => Set<EnrollmentMovement>();

    public DbSet<StudyGroup> StudyGroups => Set<StudyGroup>();

    public DbSet<StudyGroupName> StudyGroupNames => Set<StudyGroupName>();

    public DbSet<StudyGroupPredecessor> StudyGroupPredecessors => Set<StudyGroupPredecessor>();

    public DbSet<Program> Programs => Set<Program>();

    public DbSet<AcademicYear> AcademicYears => Set<AcademicYear>();

    public DbSet<Guardianship> Guardianships => Set<Guardianship>();

    public DbSet<DataConsent> DataConsents => Set<DataConsent>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<Platform> Platforms => Set<Platform>();

    public DbSet<LinkFact> LinkFacts => Set<LinkFact>();

    public DbSet<LinkStatus> LinkStatuses => Set<LinkStatus>();

    public DbSet<JournalCorrection> JournalCorrections => Set<JournalCorrection>();

    public DbSet<OptOut> OptOuts => Set<OptOut>();

    public DbSet<Chat> Chats => Set<Chat>();

    public DbSet<ChatAdministrator> ChatAdministrators => Set<ChatAdministrator>();

    public DbSet<Reading> Readings => Set<Reading>();

    public DbSet<ChatObservation> ChatObservations => Set<ChatObservation>();

    public DbSet<ChatVisibility> ChatVisibilities => Set<ChatVisibility>();

    public DbSet<WeeklyConfirmation> WeeklyConfirmations => Set<WeeklyConfirmation>();

    public DbSet<RosterImport> RosterImports => Set<RosterImport>();

    public DbSet<ImportRow> ImportRows => Set<ImportRow>();

    public DbSet<ImportIssue> ImportIssues => Set<ImportIssue>();

    public DbSet<ImportChange> ImportChanges => Set<ImportChange>();

    public DbSet<Setting> Settings => Set<Setting>();

    public DbSet<CalendarDay> CalendarDays => Set<CalendarDay>();

    public DbSet<JournalRecord> JournalRecords => Set<JournalRecord>();

    public DbSet<BindingRejection> BindingRejections => Set<BindingRejection>();

    public DbSet<StoredJournalSession> JournalSessions => Set<StoredJournalSession>();

    public DbSet<JobRun> JobRuns => Set<JobRun>();

    public DbSet<SavedView> SavedViews => Set<SavedView>();

    public DbSet<ColumnChoice> ColumnChoices => Set<ColumnChoice>();

    public DbSet<FormDraft> FormDrafts => Set<FormDraft>();

    public DbSet<MetricSnapshot> MetricSnapshots => Set<MetricSnapshot>();

    public DbSet<CuratorReminder> CuratorReminders => Set<CuratorReminder>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<AuditDetail> AuditDetails => Set<AuditDetail>();

    public DbSet<AccessEntry> AccessEntries => Set<AccessEntry>();

    /// <inheritdoc/>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Who acts through this context; <see langword="null"/> until <see cref="Act"/>.</summary>
    internal AuditScope? Acting { get; private set; }

    /// <summary>The transaction that holds an audit entry for the mass commands that follow in it.</summary>
    internal Guid? BulkAuditedTransaction { get; set; }

    /// <summary>What the open transaction has changed, told to open pages when it commits.</summary>
    internal LiveChanges Changes { get; } = new();

    /// <summary>Says who acts and what the act is, for every audited change saved through this context.</summary>
    /// <param name="action">Kebab-case, e.g. <c>mark-visible</c>.</param>
    /// <param name="reason">Why, in words without personal data; optional.</param>
    public void Act(Actor actor, string action, string? reason = null) => Acting = new AuditScope(actor, action, reason);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            // Keys are made in code: usable before saving, the same on both databases.
            foreach (var key in entity.FindPrimaryKey()?.Properties.Where(p => p.ClrType == typeof(Guid)) ?? [])
            {
                key.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
            }

            if (typeof(IVersioned).IsAssignableFrom(entity.ClrType))
            {
                entity.FindProperty(nameof(IVersioned.Version))!.IsConcurrencyToken = true;
            }

            if (typeof(IHasSearchKey).IsAssignableFrom(entity.ClrType))
            {
                var key = entity.FindProperty(nameof(IHasSearchKey.SearchKey))!;
                key.SetMaxLength(400);
                if (!IsSqlite)
                {
                    // Sorts by code point, as SQLite does, whatever the cluster's locale.
                    key.SetCollation("C");
                }
            }
        }
    }
}
