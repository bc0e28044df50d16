using System.Reflection;
using System.Text.RegularExpressions;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Tests.Architecture;

/// <summary>The glossary names only what the code has.</summary>
public sealed partial class GlossaryTests
{
    private static readonly HashSet<string> Names =
        [.. typeof(Result).Assembly.GetTypes().SelectMany(t => t.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).Select(m => m.Name).Append(t.Name))];

    [Fact]
    public void Glossary_NamesInCode_Exist()
    {
        var names = Missing(File.ReadAllText(Path.Combine(TestEnvironment.Root, "docs", "glossary.md")), out var count);

        count.Should().BeGreaterThan(50);
        names.Should().BeEmpty();
    }

    [Fact]
    public void Glossary_WithANameThatIsGone_IsReported() =>
        Missing("| староста | `GroupElder`, `Person.Nickname`, `Person` | |", out _).Should().Equal("GroupElder", "Person.Nickname");

    private static List<string> Missing(string text, out int count)
    {
        var names = text.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal))
            .SelectMany(l => Code().Matches(l).Select(m => m.Groups[1].Value)).ToList();
        count = names.Count;
        return names.FindAll(n => !n.Split('.').All(Names.Contains));
    }

    [GeneratedRegex("`([A-Z][A-Za-z.]+)`")]
    private static partial Regex Code();
}
