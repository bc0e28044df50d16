using System.Collections.Frozen;

namespace Sferum.Admin.Core.Live;

/// <summary>What one commit changed. Says no more than where to look again: ids, never values.</summary>
/// <param name="Topics">What it is about.</param>
/// <param name="UserId">Who did it; <see langword="null"/> for a job, the console, another program.</param>
/// <param name="Subjects">Ids in the changed rows: of people, groups, chats, runs; <see langword="null"/> when they are too many or not known, so it may be anybody.</param>
public sealed record LiveChange(IReadOnlySet<LiveTopic> Topics, Guid? UserId, IReadOnlySet<Guid>? Subjects = null)
{
    /// <summary>More subjects are not counted: the change may be of anybody. Keeps a message to other nodes under PostgreSQL's 8000 bytes.</summary>
    public const int MostSubjects = 150;

    /// <summary>Something may have changed, nobody knows what: after a gap, or by another program.</summary>
    public static LiveChange Everything { get; } = new(Enum.GetValues<LiveTopic>().ToFrozenSet(), null);

    /// <summary>Whether a page that shows these topics, and of them only these subjects, has to look again.</summary>
    /// <param name="subjects"><see langword="null"/> = the page may show anybody.</param>
    public bool Concerns(IEnumerable<LiveTopic> topics, IReadOnlySet<Guid>? subjects) =>
        topics.Any(Topics.Contains) && (subjects is null || Subjects is null || Subjects.Any(subjects.Contains));
}
