using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Platforms;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Data.Configurations;

internal sealed class PlatformsAndLinksConfiguration :
    IEntityTypeConfiguration<Platform>, IEntityTypeConfiguration<PlatformAdministrator>, IEntityTypeConfiguration<LinkFact>,
    IEntityTypeConfiguration<LinkStatus>, IEntityTypeConfiguration<JournalCorrection>, IEntityTypeConfiguration<OptOut>
{
    public void Configure(EntityTypeBuilder<Platform> builder)
    {
        builder.Property(x => x.Name).HasMaxLength(100);
        builder.Property(x => x.Connector).HasMaxLength(40);
    }

    public void Configure(EntityTypeBuilder<PlatformAdministrator> builder)
    {
        builder.Property(x => x.PhoneOfRecord).HasMaxLength(20);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Platform>().WithMany().HasForeignKey(x => x.PlatformId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<LinkFact> builder)
    {
        builder.Property(x => x.Reason).HasMaxLength(300);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Platform>().WithMany().HasForeignKey(x => x.PlatformId).OnDelete(DeleteBehavior.Restrict);
        // A mark is taken back once.
        builder.HasIndex(x => x.RetractsId).IsUnique().HasFilter("\"RetractsId\" IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<LinkStatus> builder)
    {
        builder.HasKey(x => new { x.PersonId, x.PlatformId });
        builder.Property(x => x.Reason).HasMaxLength(300);
        builder.HasIndex(x => new { x.State, x.PersonId });
        builder.HasIndex(x => x.ValidUntil);
    }

    public void Configure(EntityTypeBuilder<JournalCorrection> builder)
    {
        builder.Property(x => x.What).HasMaxLength(300);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<OptOut> builder)
    {
        builder.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
        // Nobody refuses twice at once, whoever records it.
        builder.HasIndex(x => x.PersonId, "UX_OptOuts_Open").IsUnique().HasFilter("\"ValidTo\" IS NULL");
    }
}

internal sealed class ChatsConfiguration :
    IEntityTypeConfiguration<Chat>, IEntityTypeConfiguration<ChatAdministrator>, IEntityTypeConfiguration<Reading>,
    IEntityTypeConfiguration<ChatObservation>, IEntityTypeConfiguration<ChatVisibility>, IEntityTypeConfiguration<WeeklyConfirmation>
{
    public void Configure(EntityTypeBuilder<Chat> builder)
    {
        builder.Property(x => x.Title).HasMaxLength(200);
        builder.Property(x => x.OutsideId).HasMaxLength(100);
        builder.HasOne<Platform>().WithMany().HasForeignKey(x => x.PlatformId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StudyGroup>().WithMany().HasForeignKey(x => x.StudyGroupId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<AcademicYear>().WithMany().HasForeignKey(x => x.AcademicYearId).OnDelete(DeleteBehavior.Restrict);
        // One «Преподаватели» per platform; one «Группы» and one «Родители» per platform, group and year.
        builder.HasIndex(x => new { x.PlatformId, x.Kind }, "UX_Chats_Staff").IsUnique().HasFilter("\"Kind\" = 'Staff'");
        builder.HasIndex(x => new { x.PlatformId, x.StudyGroupId, x.AcademicYearId, x.Kind }, "UX_Chats_Group").IsUnique().HasFilter("\"Kind\" IN ('Group', 'Parents')");
    }

    public void Configure(EntityTypeBuilder<ChatAdministrator> builder)
    {
        builder.HasOne<Chat>().WithMany().HasForeignKey(x => x.ChatId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Reading> builder)
    {
        builder.Property(x => x.Scope).HasMaxLength(100);
        builder.Property(x => x.Trouble).HasMaxLength(500);
        builder.HasIndex(x => new { x.SourceId, x.Scope, x.TakenAt });
        builder.HasIndex(x => x.RunId);
        builder.HasOne<Platform>().WithMany().HasForeignKey(x => x.SourceId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ChatObservation> builder)
    {
        builder.HasOne<Chat>().WithMany().HasForeignKey(x => x.ChatId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.ChatId, x.PersonId, x.LastAsOf });
        builder.HasIndex(x => x.RetractsId).IsUnique().HasFilter("\"RetractsId\" IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<ChatVisibility> builder)
    {
        builder.HasKey(x => new { x.ChatId, x.PersonId });
        builder.HasIndex(x => x.PersonId);
        // Two people who mark one cell at one moment: the second one reads it anew (decision 013).
        builder.Property(x => x.ObservationId).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<WeeklyConfirmation> builder)
    {
        builder.Property(x => x.Week).HasMaxLength(8);
        builder.HasOne<StudyGroup>().WithMany().HasForeignKey(x => x.StudyGroupId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.Week, x.StudyGroupId });
        builder.HasIndex(x => x.RetractsId).IsUnique().HasFilter("\"RetractsId\" IS NOT NULL");
    }
}
