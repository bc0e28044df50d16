using System.Text;
using Sferum.Admin.Core.Live;

namespace Sferum.Admin.Tests.Live;

public sealed class LiveMessageTests
{
    [Fact]
    public void Message_ReadBack_IsTheChange()
    {
        var node = Guid.CreateVersion7();
        LiveChange[] changes =
        [
            new(new HashSet<LiveTopic> { LiveTopic.People }, Guid.CreateVersion7(), new HashSet<Guid> { Guid.CreateVersion7(), Guid.CreateVersion7() }),
            new(new HashSet<LiveTopic> { LiveTopic.Jobs }, null, new HashSet<Guid>()),
            LiveChange.Everything,
        ];

        foreach (var change in changes)
        {
            var read = LiveMessage.Read(LiveMessage.Write(node, change));

            read!.Value.Node.Should().Be(node);
            read.Value.Change.Topics.Should().BeEquivalentTo(change.Topics);
            read.Value.Change.UserId.Should().Be(change.UserId);
            (read.Value.Change.Subjects is null).Should().Be(change.Subjects is null);
            read.Value.Change.Subjects?.Should().BeEquivalentTo(change.Subjects!);
        }
    }

    /// <summary>PostgreSQL refuses a longer notification, and with it the whole transaction.</summary>
    [Fact]
    public void Message_OfMostSubjects_FitsAndIsSafeInQuotes()
    {
        var subjects = Enumerable.Range(0, LiveChange.MostSubjects).Select(_ => Guid.CreateVersion7()).ToHashSet();

        var text = LiveMessage.Write(Guid.CreateVersion7(), LiveChange.Everything with { UserId = Guid.CreateVersion7(), Subjects = subjects });

        Encoding.UTF8.GetByteCount(text).Should().BeLessThanOrEqualTo(LiveMessage.MostBytes);
        text.Should().MatchRegex("^[0-9a-zA-Z|,+/=*-]+$");
    }

    [Theory]
    [InlineData("")]
    [InlineData("later build")]
    [InlineData("00000000000000000000000000000001|-|99|*")]
    [InlineData("00000000000000000000000000000001|-|1|??")]
    public void Message_NotUnderstood_IsNone(string text) => LiveMessage.Read(text).Should().BeNull();
}
