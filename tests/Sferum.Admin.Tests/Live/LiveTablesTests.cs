using Sferum.Admin.Core.Live;

namespace Sferum.Admin.Tests.Live;

public sealed class LiveTablesTests
{
    /// <summary>A new table tells open pages of its changes, or says why it does not.</summary>
    [Fact]
    public void EveryEntity_HasTopicsOrAReasonForSilence()
    {
        using var db = new Sferum.Admin.Data.Sqlite.SqliteDesignTimeFactory().CreateDbContext([]);

        var entities = db.Model.GetEntityTypes().Where(t => !t.IsOwned()).Select(t => t.ClrType).ToHashSet();

        entities.Except(LiveTables.Loud.Keys).Except(LiveTables.Silent.Keys).Should().BeEmpty();
        LiveTables.Loud.Keys.Concat(LiveTables.Silent.Keys).Should().OnlyHaveUniqueItems().And.OnlyContain(t => entities.Contains(t));
        LiveTables.Loud.Values.Should().OnlyContain(topics => topics.Length > 0);
        LiveTables.Loud.Values.SelectMany(t => t).Distinct().Should().BeEquivalentTo(Enum.GetValues<LiveTopic>());
    }

    [Fact]
    public void Change_ConcernsAPage_ByTopicAndBySubject()
    {
        var (mine, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var change = new LiveChange(new HashSet<LiveTopic> { LiveTopic.Marks }, null, new HashSet<Guid> { mine });

        change.Concerns([LiveTopic.Marks, LiveTopic.Groups], null).Should().BeTrue();
        change.Concerns([LiveTopic.Groups], null).Should().BeFalse();
        change.Concerns([LiveTopic.Marks], new HashSet<Guid> { mine }).Should().BeTrue();
        change.Concerns([LiveTopic.Marks], new HashSet<Guid> { other }).Should().BeFalse();
        (change with { Subjects = null }).Concerns([LiveTopic.Marks], new HashSet<Guid> { other }).Should().BeTrue();
        LiveChange.Everything.Concerns([LiveTopic.Reminders], new HashSet<Guid> { other }).Should().BeTrue();
    }
}
