using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Orders;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.PersonalData;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Students;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Data.Configurations;

internal sealed class PeopleConfiguration :
    IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<PersonName>, IEntityTypeConfiguration<PersonContact>,
    IEntityTypeConfiguration<ExternalIdentity>, IEntityTypeConfiguration<PersonMerge>, IEntityTypeConfiguration<DataConsent>,
    IEntityTypeConfiguration<AppUser>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.Ignore(x => x.FullName);
        builder.Property(x => x.LastName).HasMaxLength(100);
        builder.Property(x => x.FirstName).HasMaxLength(100);
        builder.Property(x => x.Patronymic).HasMaxLength(100);
        builder.Property(x => x.SnilsHash).HasMaxLength(64);
        builder.Property(x => x.SnilsTail).HasMaxLength(4);
        builder.HasIndex(x => new { x.SearchKey, x.Id });
        builder.HasIndex(x => new { x.BirthDate, x.SearchKey, x.Id });
        builder.HasIndex(x => new { x.CreatedAt, x.SearchKey, x.Id });
        builder.HasIndex(x => x.SnilsHash);
    }

    public void Configure(EntityTypeBuilder<PersonName> builder)
    {
        builder.Property(x => x.LastName).HasMaxLength(100);
        builder.Property(x => x.FirstName).HasMaxLength(100);
        builder.Property(x => x.Patronymic).HasMaxLength(100);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.SearchKey, x.PersonId });
    }

    public void Configure(EntityTypeBuilder<PersonContact> builder)
    {
        builder.Property(x => x.Value).HasMaxLength(254);
        builder.Property(x => x.Label).HasMaxLength(100);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
        // All that is asked of a number, and of somebody's numbers: answered without looking at the rows.
        builder.HasIndex(x => new { x.PersonId, x.Kind, x.ValidFrom, x.ValidTo });
        builder.HasIndex(x => new { x.Value, x.PersonId, x.Kind, x.ValidFrom, x.ValidTo });
    }

    public void Configure(EntityTypeBuilder<ExternalIdentity> builder)
    {
        builder.Property(x => x.System).HasMaxLength(40);
        builder.Property(x => x.IdKind).HasMaxLength(40);
        builder.Property(x => x.Value).HasMaxLength(100);
        // One outside id belongs to one subject at a time.
        builder.HasIndex(x => new { x.System, x.IdKind, x.Value }).IsUnique().HasFilter("\"ValidTo\" IS NULL");
        builder.HasIndex(x => x.SubjectId);
    }

    public void Configure(EntityTypeBuilder<PersonMerge> builder)
    {
        builder.HasOne<Person>().WithMany().HasForeignKey(x => x.KeptPersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => x.MergedPersonId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<DataConsent> builder) =>
        builder.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);

    public void Configure(EntityTypeBuilder<AppUser> builder)
    {
        builder.Property(x => x.DisplayName).HasMaxLength(300);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StaffAndStudentsConfiguration :
    IEntityTypeConfiguration<Employment>, IEntityTypeConfiguration<Absence>, IEntityTypeConfiguration<CuratorAssignment>,
    IEntityTypeConfiguration<Enrollment>, IEntityTypeConfiguration<GroupMembership>, IEntityTypeConfiguration<EnrollmentMovement>,
    IEntityTypeConfiguration<Guardianship>, IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Employment> builder)
    {
        builder.Property(x => x.Position).HasMaxLength(200);
        builder.Property(x => x.Department).HasMaxLength(200);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Absence> builder)
    {
        builder.HasOne<Employment>().WithMany().HasForeignKey(x => x.EmploymentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Enrollment>().WithMany().HasForeignKey(x => x.EnrollmentId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(t => t.HasCheckConstraint("CK_Absences_OneSubject", "(\"EmploymentId\" IS NULL) <> (\"EnrollmentId\" IS NULL)"));
    }

    public void Configure(EntityTypeBuilder<CuratorAssignment> builder)
    {
        builder.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StudyGroup>().WithMany().HasForeignKey(x => x.StudyGroupId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Enrollment> builder)
    {
        builder.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Program>().WithMany().HasForeignKey(x => x.ProgramId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<GroupMembership> builder)
    {
        builder.HasOne<Enrollment>().WithMany().HasForeignKey(x => x.EnrollmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StudyGroup>().WithMany().HasForeignKey(x => x.StudyGroupId).OnDelete(DeleteBehavior.Restrict);
        // Who studies today, and where: answered without looking at the rows, as whose child it is is below.
        builder.HasIndex(x => new { x.PersonId, x.ValidFrom, x.ValidTo, x.StudyGroupId });
    }

    public void Configure(EntityTypeBuilder<EnrollmentMovement> builder)
    {
        builder.HasOne<Enrollment>().WithMany().HasForeignKey(x => x.EnrollmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Guardianship> builder)
    {
        builder.Property(x => x.OrganizationName).HasMaxLength(300);
        builder.Property(x => x.Document).HasMaxLength(300);
        builder.Property(x => x.RestrictionReason).HasMaxLength(500);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => x.StudentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(x => x.RepresentativeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.RepresentativeId, x.ValidFrom, x.ValidTo, x.StudentId });
        builder.ToTable(t => t.HasCheckConstraint("CK_Guardianships_OneRepresentative", "(\"RepresentativeId\" IS NULL) <> (\"OrganizationName\" IS NULL)"));
    }

    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.Property(x => x.Number).HasMaxLength(60);
        builder.Property(x => x.ScanPath).HasMaxLength(300);
        builder.HasIndex(x => new { x.Number, x.Date });
    }
}

internal sealed class StudyGroupsConfiguration :
    IEntityTypeConfiguration<StudyGroup>, IEntityTypeConfiguration<StudyGroupName>, IEntityTypeConfiguration<StudyGroupPredecessor>,
    IEntityTypeConfiguration<Program>, IEntityTypeConfiguration<AcademicYear>
{
    public void Configure(EntityTypeBuilder<StudyGroup> builder) =>
        builder.HasOne<Program>().WithMany().HasForeignKey(x => x.ProgramId).OnDelete(DeleteBehavior.Restrict);

    public void Configure(EntityTypeBuilder<StudyGroupName> builder)
    {
        builder.Property(x => x.Name).HasMaxLength(60);
        builder.HasOne<StudyGroup>().WithMany().HasForeignKey(x => x.StudyGroupId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(x => new { x.SearchKey, x.ValidFrom });
    }

    public void Configure(EntityTypeBuilder<StudyGroupPredecessor> builder)
    {
        builder.HasKey(x => new { x.StudyGroupId, x.PredecessorId });
        builder.HasOne<StudyGroup>().WithMany().HasForeignKey(x => x.StudyGroupId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StudyGroup>().WithMany().HasForeignKey(x => x.PredecessorId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Program> builder)
    {
        builder.Property(x => x.Code).HasMaxLength(20);
        builder.Property(x => x.Title).HasMaxLength(300);
    }

    public void Configure(EntityTypeBuilder<AcademicYear> builder)
    {
        builder.Property(x => x.Name).HasMaxLength(20);
        builder.HasIndex(x => x.StartsOn).IsUnique();
    }
}
