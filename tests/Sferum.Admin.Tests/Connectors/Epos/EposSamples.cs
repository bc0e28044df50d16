using System.Text.Json;

namespace Sferum.Admin.Tests.Connectors.Epos;

/// <summary>The samples that stand beside the parser.</summary>
internal static class EposSamples
{
    public static string Text(string name)
    {
        using var stream = typeof(EposSamples).Assembly.GetManifestResourceStream($"Epos/{name}.json")
            ?? throw new InvalidOperationException($"No sample {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static JsonElement Json(string name) => JsonElement.Parse(Text(name));
}
