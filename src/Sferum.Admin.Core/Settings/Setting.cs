using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Settings;

/// <summary>A value that administrators change at run time. Keys and defaults: <see cref="SchoolSettings"/>.</summary>
public sealed class Setting : IAudited, IVersioned
{
    public required string Key { get; init; }

    public required string Value { get; set; }

    public Guid Version { get; set; } = Guid.CreateVersion7();
}
