using CsCheck;
using Sferum.Admin.Core.Chats;

namespace Sferum.Admin.Tests.Chats;

public sealed class VisibilityProjectionTests
{
    private static readonly DateTime Noon = TestClock.Now;

    [Fact]
    public void Latest_OfNoRows_IsNotChecked() => VisibilityProjection.Latest([]).Should().BeNull();

    [Fact]
    public void Latest_AfterAnUndo_IsTheLookBefore()
    {
        var visible = Look(VisibilityState.Visible, 0);
        var missing = Look(VisibilityState.Missing, 1);

        VisibilityProjection.Latest([visible, missing]).Should().BeSameAs(missing);
        VisibilityProjection.Latest([visible, missing, Undo(missing, 2)]).Should().BeSameAs(visible);
        VisibilityProjection.Latest([visible, missing, Undo(missing, 2), Undo(visible, 3)]).Should().BeNull();
    }

    [Fact]
    public void Latest_OfTwoLooksAtOneMoment_IsTheOneRecordedLater()
    {
        var first = Look(VisibilityState.Visible, 0, recorded: 1);
        var second = Look(VisibilityState.Missing, 0, recorded: 2);

        VisibilityProjection.Latest([second, first]).Should().BeSameAs(second);
    }

    [Fact]
    public void Latest_InWhateverOrderTheRowsCome_IsTheSame() =>
        Gen.Select(Gen.Int[1, 8], Gen.Int[0, 255], Gen.Int)
            .Sample((looks, undone, seed) =>
            {
                var rows = Enumerable.Range(0, looks).Select(minute => Look(minute % 2 == 0 ? VisibilityState.Visible : VisibilityState.Missing, minute)).ToList();
                var expected = rows.Where((_, i) => (undone >> i & 1) == 0).LastOrDefault();
                rows.AddRange(rows.Where((_, i) => (undone >> i & 1) == 1).Select(row => Undo(row, 100)).ToList());
                var shuffled = rows.ToArray();
                new Random(seed).Shuffle(shuffled);
                return VisibilityProjection.Latest(shuffled)?.Id == expected?.Id;
            });

    private static ChatObservation Look(VisibilityState state, int minute, int recorded = 0) => new()
    {
        State = state,
        FirstAsOf = Noon.AddMinutes(minute),
        LastAsOf = Noon.AddMinutes(minute),
        RecordedAt = Noon.AddMinutes(minute + recorded),
    };

    private static ChatObservation Undo(ChatObservation look, int minute) => new()
    {
        State = look.State,
        FirstAsOf = look.FirstAsOf,
        LastAsOf = look.LastAsOf,
        RecordedAt = Noon.AddMinutes(minute),
        RetractsId = look.Id,
    };
}
