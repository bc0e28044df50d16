using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Core.Data.Configurations;

internal sealed class ImportConfiguration :
    IEntityTypeConfiguration<RosterImport>, IEntityTypeConfiguration<ImportRow>, IEntityTypeConfiguration<ImportIssue>, IEntityTypeConfiguration<ImportChange>
{
    public void Configure(EntityTypeBuilder<RosterImport> builder)
    {
        builder.Property(x => x.FileName).HasMaxLength(260);
        builder.Property(x => x.Sha256).HasMaxLength(64);
        builder.Property(x => x.BlockedCode).HasMaxLength(40);
        builder.Property(x => x.Kinds).HasMaxLength(60);
        builder.Property(x => x.GuardReason).HasMaxLength(500);
        builder.HasIndex(x => x.Number).IsUnique();
        builder.HasIndex(x => x.CreatedAt);
    }

    public void Configure(EntityTypeBuilder<ImportRow> builder)
    {
        builder.Property(x => x.Sheet).HasMaxLength(100);
        builder.HasIndex(x => new { x.ImportId, x.SheetIndex, x.RowNumber });
    }

    public void Configure(EntityTypeBuilder<ImportIssue> builder)
    {
        builder.Property(x => x.Sheet).HasMaxLength(100);
        builder.Property(x => x.Code).HasMaxLength(40);
        builder.Property(x => x.Field).HasMaxLength(60);
        builder.HasIndex(x => new { x.ImportId, x.Code });
    }

    public void Configure(EntityTypeBuilder<ImportChange> builder)
    {
        builder.Property(x => x.Entity).HasMaxLength(60);
        builder.HasIndex(x => new { x.ImportId, x.Ordinal });
        builder.HasIndex(x => x.PersonId);
    }
}

internal sealed class RunningConfiguration :
    IEntityTypeConfiguration<Setting>, IEntityTypeConfiguration<CalendarDay>, IEntityTypeConfiguration<JobRun>,
    IEntityTypeConfiguration<AuditEntry>, IEntityTypeConfiguration<AuditDetail>, IEntityTypeConfiguration<AccessEntry>
{
    public void Configure(EntityTypeBuilder<Setting> builder)
    {
        builder.HasKey(x => x.Key);
        builder.Property(x => x.Key).HasMaxLength(60);
        builder.Property(x => x.Value).HasMaxLength(2000);
    }

    public void Configure(EntityTypeBuilder<CalendarDay> builder)
    {
        builder.HasKey(x => x.Date);
        builder.Property(x => x.Title).HasMaxLength(200);
        builder.Property(x => x.Source).HasMaxLength(300);
    }

    public void Configure(EntityTypeBuilder<JobRun> builder)
    {
        builder.Property(x => x.Job).HasMaxLength(60);
        builder.Property(x => x.Scope).HasMaxLength(100);
        builder.Property(x => x.Owner).HasMaxLength(100);
        builder.Property(x => x.Note).HasMaxLength(JobRun.LongestNote);
        // Never two at once, whatever the number of processes.
        builder.HasIndex(x => x.Job, "UX_JobRuns_Running").IsUnique().HasFilter("\"State\" = 'Running'");
        builder.HasIndex(x => new { x.Job, x.StartedAt });
    }

    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.HasKey(x => x.Sequence);
        builder.HasAlternateKey(x => x.Id);
        builder.Property(x => x.ActorName).HasMaxLength(60);
        builder.Property(x => x.Action).HasMaxLength(60);
        builder.Property(x => x.Entity).HasMaxLength(60);
        builder.Property(x => x.EntityId).HasMaxLength(80);
        builder.Property(x => x.Reason).HasMaxLength(500);
        builder.Property(x => x.DetailHash).HasMaxLength(64);
        builder.HasIndex(x => new { x.Entity, x.EntityId });
    }

    public void Configure(EntityTypeBuilder<AuditDetail> builder)
    {
        builder.HasKey(x => x.EntryId);
        builder.Property(x => x.Salt).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<AccessEntry> builder)
    {
        builder.Property(x => x.ActorName).HasMaxLength(60);
        builder.Property(x => x.Subject).HasMaxLength(60);
        builder.HasIndex(x => x.At);
        builder.HasIndex(x => new { x.SubjectId, x.At });
    }
}
