using Sferum.Admin.Core.Audit;

namespace Sferum.Admin.Core.Today;

/// <summary>An administrator asks the curator of a group to check it this week; stands on the curator's «Сегодня» until the week is confirmed.</summary>
public sealed class CuratorReminder : IAudited
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid StudyGroupId { get; init; }

    /// <summary>Monday of the ISO week that waits.</summary>
    public DateOnly Week { get; init; }

    /// <summary>The account that reminds.</summary>
    public Guid SentBy { get; init; }

    /// <summary>UTC.</summary>
    public DateTime SentAt { get; init; }
}
