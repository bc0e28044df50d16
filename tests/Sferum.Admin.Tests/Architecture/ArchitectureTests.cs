using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Tests.Architecture;

/// <summary>Each rule is shown a permanent violation first: a rule that reports nothing there proves nothing about the code.</summary>
public sealed class ArchitectureTests
{
    private static readonly string Source = Path.Combine(TestEnvironment.Root, "src");

    [Fact]
    public void References_OfAViolatingProject_AreReported()
    {
        const string Core = """
            <Project Sdk="Microsoft.NET.Sdk"><ItemGroup>
              <PackageReference Include="MudBlazor" />
              <ProjectReference Include="..\Sferum.Admin.Web\Sferum.Admin.Web.csproj" />
            </ItemGroup></Project>
            """;
        const string Data = """
            <Project><ItemGroup><ProjectReference Include="../Sferum.Admin.Core/Sferum.Admin.Core.csproj" /><ProjectReference Include="../Sferum.Admin.Connectors/Sferum.Admin.Connectors.csproj" /></ItemGroup></Project>
            """;

        ProjectReferences.Violations("Sferum.Admin.Core", Core).Should().Equal("Sferum.Admin.Core → Sferum.Admin.Web", "Sferum.Admin.Core → package MudBlazor");
        ProjectReferences.Violations("Sferum.Admin.Data.Sqlite", Data).Should().Equal("Sferum.Admin.Data.Sqlite → Sferum.Admin.Connectors");
        ProjectReferences.Violations("Sferum.Admin.Helpers", "<Project />").Should().ContainSingle();
    }

    [Fact]
    public void References_OfTheProjects_AreAsDecided()
    {
        var projects = Directory.GetFiles(Source, "*.csproj", SearchOption.AllDirectories);

        projects.Should().HaveCountGreaterThan(4);
        projects.SelectMany(p => ProjectReferences.Violations(Path.GetFileNameWithoutExtension(p), File.ReadAllText(p))).Should().BeEmpty();
    }

    [Theory]
    [InlineData("public sealed class VkClient;")]
    [InlineData("IMessenger MakeVk() => null!;")]
    [InlineData("enum Place { Journal, VK }")]
    [InlineData("class MaxMessenger;")]
    [InlineData("var api = new MaxApi();")]
    [InlineData("if (kind == PlatformKind.Max) { }")]
    [InlineData("if (code == \"max\") { }")]
    [InlineData("var url = \"https://platform-api.example/\"; // a comment")]
    [InlineData("var field = json[\"vk_edu_id\"];")]
    [InlineData("<p>@row.VkId</p>")]
    public void VendorWords_OfAViolatingText_AreReported(string text) =>
        VendorWords.Violations("Sferum.Admin.Core/Chats/X.cs", text).Should().NotBeEmpty();

    [Theory]
    [InlineData("var age = rows.Max(r => r.Age); var most = int.MaxValue; builder.HasMaxLength(40);")]
    [InlineData("public static class EposClock { }")]
    [InlineData("/// <summary>As check-for-vk-user of VK answers.</summary>")]
    [InlineData("var title = \"Привязка в MAX\";")]
    [InlineData("/* VkClient */ @* VkClient *@ <!-- VkClient -->")]
    [InlineData("options.MaxChats = 3; MaxUploads(); o.Lockout.MaxFailedAccessAttempts = 5;")]
    public void VendorWords_OfOrdinaryText_AreNotReported(string text) =>
        VendorWords.Violations("Sferum.Admin.Core/Chats/X.cs", text).Should().BeEmpty();

    [Fact]
    public void VendorWords_OutsideTheirPlaces_AreNotUsed()
    {
        var files = Directory.EnumerateFiles(Source, "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
            .Select(f => (Path: Path.GetRelativePath(Source, f).Replace('\\', '/'), File: f))
            .Where(f => !f.Path.Contains("/obj/") && !f.Path.Contains("/bin/"))
            .ToList();

        files.Count(f => !VendorWords.IsFree(f.Path)).Should().BeGreaterThan(40);
        files.SelectMany(f => VendorWords.Violations(f.Path, File.ReadAllText(f.File))).Should().BeEmpty();
    }

    [Fact]
    public void Features_OfTheViolatingFixture_AreReported() =>
        FeatureBorders.Violations(typeof(ArchitectureTests).Assembly, "Sferum.Admin.Tests.Architecture.Violations")
            .Should().ContainSingle().Which.Should().StartWith("Sferum.Admin.Tests.Architecture.Violations.Beta.BetaThief");

    [Fact]
    public void Features_OfCore_UseEachOthersPublicTypesOnly() =>
        FeatureBorders.Violations(typeof(Result).Assembly, "Sferum.Admin.Core").Should().BeEmpty();
}
