using Microsoft.Extensions.Time.Testing;
using Sferum.Admin.Core.Live;

namespace Sferum.Admin.Tests.Live;

public sealed class PresenceBoardTests
{
    private readonly Guid _place = Guid.CreateVersion7();
    private readonly Guid _user = Guid.CreateVersion7();
    private readonly FakeTimeProvider _time = TestClock.Create();
    private readonly Wire _wire = new();

    private PresenceBoard NewBoard()
    {
        var board = new PresenceBoard(_time, new LiveNews(), _wire);
        _wire.Boards.Add(board);
        return board;
    }

    [Fact]
    public void Visit_IsSeenOnEveryNodeUntilItEnds()
    {
        var (here, there) = (NewBoard(), NewBoard());
        var changes = new List<Guid>();
        there.Changed += changes.Add;

        var (first, second) = (here.Enter(_place, _user), here.Enter(_place, _user));

        here.At(_place).Should().Equal(_user);
        there.At(_place).Should().Equal(_user);
        there.At(Guid.CreateVersion7()).Should().BeEmpty();
        first.Dispose();
        there.At(_place).Should().Equal([_user], "another tab of the same person is there");
        second.Dispose();
        here.At(_place).Should().BeEmpty();
        there.At(_place).Should().BeEmpty();
        changes.Should().Equal(_place, _place);
    }

    [Fact]
    public void Beat_AfterTheEndOfTheVisit_BringsNobodyBack()
    {
        var board = NewBoard();
        var visit = board.Enter(_place, _user);
        visit.Dispose();

        visit.Beat();

        board.At(_place).Should().BeEmpty();
    }

    [Fact]
    public void Visit_WithoutABeat_IsGoneAfterFortySeconds()
    {
        var (here, there) = (NewBoard(), NewBoard());
        var visit = here.Enter(_place, _user);

        _time.Advance(PresenceBoard.GoneAfter - TimeSpan.FromSeconds(1));
        visit.Beat();
        here.Beat();
        _time.Advance(PresenceBoard.GoneAfter - TimeSpan.FromSeconds(1));
        there.At(_place).Should().Equal([_user], "the node said so again");

        _time.Advance(TimeSpan.FromSeconds(2));
        here.At(_place).Should().BeEmpty();
        there.At(_place).Should().BeEmpty();
        here.Beat();
        there.At(_place).Should().BeEmpty("a node does not speak for who is gone");
    }

    /// <summary>A node that was killed says nothing more; its people are gone by themselves.</summary>
    [Fact]
    public void Node_Killed_TakesItsVisitorsWithIt()
    {
        var (here, there) = (NewBoard(), NewBoard());
        here.Enter(_place, _user);
        _wire.Boards.Remove(here);

        _time.Advance(PresenceBoard.GoneAfter + TimeSpan.FromSeconds(1));

        there.At(_place).Should().BeEmpty();
    }

    [Fact]
    public void Beat_OfManyVisitors_FitsIntoNotifications()
    {
        var here = NewBoard();
        for (var i = 0; i < 400; i++)
        {
            here.Enter(Guid.CreateVersion7(), Guid.CreateVersion7());
        }

        _wire.Lines.Clear();
        here.Beat();

        _wire.Lines.Should().HaveCount(3).And.OnlyContain(line => line.Length <= LiveMessage.MostBytes);
    }

    /// <summary>Joins the boards as PostgreSQL does: everybody hears everything, the sender too.</summary>
    private sealed class Wire : IPresenceWire
    {
        public List<PresenceBoard> Boards { get; } = [];

        public List<string> Lines { get; } = [];

        public void Send(string line)
        {
            Lines.Add(line);
            Boards.ForEach(board => board.Hear(line));
        }
    }
}
