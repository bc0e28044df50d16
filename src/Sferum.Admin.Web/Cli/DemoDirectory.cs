using Sferum.Admin.Web.Hosting;

namespace Sferum.Admin.Web.Cli;

/// <summary>A data directory of the demo. A mark in it says that its database is invented; without the mark the demo leaves a
/// database alone, and <c>--fresh</c> can never remove a real one.</summary>
internal sealed class DemoDirectory(DataDirectory data)
{
    private string Mark => Path.Combine(data.Path, "demo.txt");

    /// <summary>Whether the directory's own database is the demo's.</summary>
    public static bool IsOf(PortalConfiguration configuration) =>
        configuration.Provider == DatabaseProvider.Sqlite && File.Exists(configuration.Data.DatabaseFile) && File.Exists(new DemoDirectory(configuration.Data).Mark);

    /// <summary>Takes the directory, and empties it first when asked.</summary>
    /// <returns>False when it holds a database that is not the demo's.</returns>
    public bool TryTake(bool fresh)
    {
        data.Ensure();
        if (File.Exists(data.DatabaseFile) && !File.Exists(Mark))
        {
            return false;
        }

        if (fresh)
        {
            foreach (var suffix in new[] { "", "-wal", "-shm" })
            {
                File.Delete(data.DatabaseFile + suffix);
            }
        }

        File.WriteAllText(Mark, "База в этом каталоге вымышлена: её сделала команда demo.\n");
        return true;
    }
}
