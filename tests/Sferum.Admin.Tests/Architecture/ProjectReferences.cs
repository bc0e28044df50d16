using System.Xml.Linq;

namespace Sferum.Admin.Tests.Architecture;

/// <summary>Which project may know which (decision 001).</summary>
internal static class ProjectReferences
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Sferum.Admin.Core"] = [],
        ["Sferum.Admin.Connectors"] = ["Sferum.Admin.Core"],
        ["Sferum.Admin.Data.PostgreSql"] = ["Sferum.Admin.Core"],
        ["Sferum.Admin.Data.Sqlite"] = ["Sferum.Admin.Core"],
        ["Sferum.Admin.Simulator"] = ["Sferum.Admin.Core"],
        ["Sferum.Admin.Web"] = ["Sferum.Admin.Core", "Sferum.Admin.Connectors", "Sferum.Admin.Data.PostgreSql", "Sferum.Admin.Data.Sqlite", "Sferum.Admin.Simulator"],
    };

    /// <summary>Packages that would bring a browser, a provider or a wire into the heart.</summary>
    private static readonly string[] ForeignToCore = ["MudBlazor", "Npgsql", "Microsoft.EntityFrameworkCore.Sqlite", "Serilog", "Microsoft.Extensions.Http", "Microsoft.AspNetCore.Components"];

    /// <param name="project">Name of the project, without extension.</param>
    /// <param name="xml">Text of its project file.</param>
    public static IEnumerable<string> Violations(string project, string xml)
    {
        if (!Allowed.TryGetValue(project, out var allowed))
        {
            return [$"{project} is not in the list of projects"];
        }

        var items = XDocument.Parse(xml).Descendants().ToList();
        var references = items.Where(e => e.Name.LocalName == "ProjectReference")
            .Select(e => Path.GetFileNameWithoutExtension(e.Attribute("Include")!.Value.Replace('\\', '/')))
            .Except(allowed)
            .Select(r => $"{project} → {r}");
        var packages = items.Where(e => e.Name.LocalName == "PackageReference" && project == "Sferum.Admin.Core")
            .Select(e => e.Attribute("Include")!.Value)
            .Where(p => ForeignToCore.Any(f => p.StartsWith(f, StringComparison.Ordinal)))
            .Select(p => $"{project} → package {p}");
        return [.. references, .. packages];
    }
}
