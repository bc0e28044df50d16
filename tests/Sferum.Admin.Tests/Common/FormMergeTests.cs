using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Tests.Common;

public sealed class FormMergeTests
{
    [Theory]
    [InlineData("а", "а", "а", false, "а")]
    [InlineData("а", "б", "а", false, "б")]
    [InlineData("а", "а", "в", false, "в")]
    [InlineData("а", "в", "в", false, "в")]
    [InlineData("а", "б", "в", true, null)]
    public void Field_ChangedByOneOrBoth_IsMergedOrAsked(string shown, string yours, string now, bool isConflict, string? merged)
    {
        var (three, conflicts) = (Three(shown, yours, now), FormMerge.Conflicts(One(shown), One(yours), One(now)));

        conflicts.Should().HaveCount(isConflict ? 1 : 0);
        if (isConflict)
        {
            conflicts[0].Should().Be(new FormConflict("Name", shown, yours, now));
        }
        else
        {
            FormMerge.Merge(three.Shown, three.Yours, three.Now)["Name"].Should().Be(merged);
        }
    }

    private static (Dictionary<string, string> Shown, Dictionary<string, string> Yours, Dictionary<string, string> Now) Three(string shown, string yours, string now) => (One(shown), One(yours), One(now));

    private static Dictionary<string, string> One(string value) => new() { ["Name"] = value };
}
