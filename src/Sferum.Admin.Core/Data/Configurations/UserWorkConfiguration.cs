using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Drafts;
using Sferum.Admin.Core.Statistics;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Core.Today;
using Sferum.Admin.Core.Views;

namespace Sferum.Admin.Core.Data.Configurations;

/// <summary>What belongs to a user's way of working, and the weeks frozen for the director.</summary>
internal sealed class UserWorkConfiguration :
    IEntityTypeConfiguration<SavedView>, IEntityTypeConfiguration<ColumnChoice>, IEntityTypeConfiguration<FormDraft>,
    IEntityTypeConfiguration<MetricSnapshot>, IEntityTypeConfiguration<CuratorReminder>
{
    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.Property(x => x.Page).HasMaxLength(60);
        builder.Property(x => x.Name).HasMaxLength(60);
        builder.Property(x => x.Query).HasMaxLength(1000);
        builder.HasOne<AppUser>().WithMany().HasForeignKey(x => x.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(x => new { x.UserId, x.Page, x.Name }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ColumnChoice> builder)
    {
        builder.HasKey(x => new { x.UserId, x.Page });
        builder.Property(x => x.Page).HasMaxLength(60);
        builder.Property(x => x.Columns).HasMaxLength(400);
        builder.HasOne<AppUser>().WithMany().HasForeignKey(x => x.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<FormDraft> builder)
    {
        builder.Property(x => x.Form).HasMaxLength(60);
        builder.HasOne<AppUser>().WithMany().HasForeignKey(x => x.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(x => new { x.UserId, x.Form, x.SubjectId }).IsUnique();
        builder.HasIndex(x => x.UpdatedAt);
    }

    public void Configure(EntityTypeBuilder<MetricSnapshot> builder)
    {
        builder.Property(x => x.Indicator).HasMaxLength(30);
        builder.HasIndex(x => new { x.Week, x.Indicator, x.StudyGroupId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<CuratorReminder> builder)
    {
        builder.HasOne<StudyGroup>().WithMany().HasForeignKey(x => x.StudyGroupId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<AppUser>().WithMany().HasForeignKey(x => x.SentBy).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(x => new { x.StudyGroupId, x.Week });
    }
}
