namespace Sferum.Admin.Web.Hosting;

/// <summary>Where the portal keeps its files: <c>--data</c>, else <c>SFERUM_DATA</c>, else <c>./data</c>.</summary>
/// <remarks>Relative paths mean the directory of the shell. <c>dotnet run --project</c> keeps it too, because the project file switches
/// off the change into the project's directory.</remarks>
public sealed record DataDirectory(string Path)
{
    /// <summary>Name of the environment variable.</summary>
    public const string Variable = "SFERUM_DATA";

    private const string Default = "data";

    /// <summary>The SQLite database inside the directory.</summary>
    public string DatabaseFile => System.IO.Path.Combine(Path, "sferum.db");

    /// <summary>The master key beside the directory, so that a copy of the data does not carry it.</summary>
    public string MasterKeyFile => System.IO.Path.Combine(
        System.IO.Path.GetDirectoryName(Path) ?? Path, "keys", $"{System.IO.Path.GetFileName(Path)}.key");

    /// <summary>Takes the option, the variable or the default, in this order.</summary>
    /// <param name="option">Value of <c>--data</c>, or null.</param>
    /// <param name="otherwise">Default of a verb that has its own.</param>
    public static DataDirectory Resolve(string? option, string otherwise = Default)
    {
        var chosen = FirstGiven(option, Environment.GetEnvironmentVariable(Variable)) ?? otherwise;
        return new DataDirectory(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(chosen)));
    }

    /// <summary>Makes the directory when it is not there, readable by its owner only.</summary>
    public void Ensure()
    {
        if (!Directory.Exists(Path))
        {
            OwnerOnly.CreateDirectory(Path);
        }
    }

    private static string? FirstGiven(params string?[] values) => Array.Find(values, v => !string.IsNullOrWhiteSpace(v));
}
