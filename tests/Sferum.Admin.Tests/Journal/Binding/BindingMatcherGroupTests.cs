using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Journal.Binding;
using static Sferum.Admin.Core.Journal.Binding.BindingEvidence;

namespace Sferum.Admin.Tests.Journal.Binding;

/// <summary>Which group and which chat is which.</summary>
public sealed class BindingMatcherGroupTests
{
    private const string Unit = MatcherScene.Unit;

    [Theory]
    [InlineData("ис 21", true)]
    [InlineData("ИC–21", true)]
    [InlineData("ИС-22", false)]
    [InlineData("ИС-21/9", false)]
    public void Group_IsToldByItsNameInNormalForm(string name, bool isFound)
    {
        var scene = new MatcherScene();
        scene.Bind(scene.Material().Records[0], Guid.CreateVersion7());

        var suggestion = scene.Of(scene.Listed(OutsideRows.Group("2105", name)));

        suggestion.Verdict.Should().Be(isFound ? BindingVerdict.Exact : BindingVerdict.NotFound);
    }

    [Fact]
    public void Group_ListedTwice_IsAConflictAndItsChatsWait()
    {
        var scene = new MatcherScene();
        scene.Chat(ChatKind.Group, scene.Group);
        var twin = scene.Listed(OutsideRows.Group("2105", "ИС 21"));
        var chat = scene.Listed(OutsideRows.Chat("9021", ChatKind.Group, Unit));

        scene.Of(twin).Conflict.Should().Be(BindingConflict.SeveralRecords);
        scene.Of(chat).Gap.Should().Be(BindingGap.GroupNotFound);
    }

    [Fact]
    public void Chats_AreToldByKindAndGroup()
    {
        var scene = new MatcherScene();
        var (staff, group, parents) = (scene.Chat(ChatKind.Staff, null), scene.Chat(ChatKind.Group, scene.Group), scene.Chat(ChatKind.Parents, scene.Group));

        scene.Of(scene.Listed(OutsideRows.Chat("9001", ChatKind.Staff))).Candidates[0].Should().BeEquivalentTo(new { SubjectId = staff, Evidence = new[] { KindEqual } });
        scene.Of(scene.Listed(OutsideRows.Chat("9021", ChatKind.Group, Unit))).Candidates[0].SubjectId.Should().Be(group);
        scene.Of(scene.Listed(OutsideRows.Chat("9022", ChatKind.Parents, Unit))).Candidates[0].Should().BeEquivalentTo(new { SubjectId = parents, Evidence = new[] { KindEqual, GroupEqual } });
        scene.Of(scene.Listed(OutsideRows.Chat("9023", ChatKind.Group, "2199"))).Gap.Should().Be(BindingGap.GroupNotFound);
    }
}
