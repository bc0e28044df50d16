using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.Journal.Connection;

namespace Sferum.Admin.Core.Data.Configurations;

internal sealed class JournalConfiguration :
    IEntityTypeConfiguration<JournalRecord>, IEntityTypeConfiguration<BindingRejection>, IEntityTypeConfiguration<StoredJournalSession>
{
    public void Configure(EntityTypeBuilder<JournalRecord> builder)
    {
        builder.Property(x => x.System).HasMaxLength(40);
        builder.Property(x => x.IdKind).HasMaxLength(40);
        builder.Property(x => x.Value).HasMaxLength(100);
        builder.Property(x => x.Name).HasMaxLength(300);
        builder.Property(x => x.GroupValue).HasMaxLength(100);
        builder.Ignore(x => x.ChildValues);
        builder.HasIndex(x => new { x.System, x.IdKind, x.Value }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<BindingRejection> builder)
    {
        builder.Property(x => x.System).HasMaxLength(40);
        builder.Property(x => x.IdKind).HasMaxLength(40);
        builder.Property(x => x.Value).HasMaxLength(100);
        builder.HasIndex(x => new { x.System, x.IdKind, x.Value, x.SubjectId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<StoredJournalSession> builder)
    {
        builder.Property(x => x.System).HasMaxLength(40);
        builder.HasIndex(x => x.System).IsUnique();
    }
}
