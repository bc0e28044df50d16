namespace Sferum.Admin.Web.Hosting;

/// <summary>
/// Held while a portal serves from an SQLite file: live pages, jobs and the journal's session live in one process there, and a second
/// one would not hear of the first's. A lock of the operating system on a file in the data directory; it ends with the process, however
/// that ends. Verbs of the command line beside the portal do not ask for it.
/// </summary>
internal sealed class PortalLock : IDisposable
{
    /// <summary>What the second portal says.</summary>
    public const string Refusal =
        "Из этого каталога данных уже работает другой портал. База SQLite — для одного узла: остановите тот портал, или дайте этому свой каталог (--data), или перейдите на PostgreSQL: с ней узлов может быть несколько (docs/scaling.md).";

    private const string FileName = "portal.lock";

    private readonly FileStream? _file;

    private PortalLock(FileStream? file) => _file = file;

    /// <summary>Takes the lock; <see langword="null"/> when another process has it. PostgreSQL needs none.</summary>
    /// <exception cref="UnauthorizedAccessException">The directory cannot be written.</exception>
    public static PortalLock? TryTake(PortalConfiguration configuration)
    {
        if (configuration.Provider != DatabaseProvider.Sqlite)
        {
            return new PortalLock(null);
        }

        configuration.Data.Ensure();
        try
        {
            return new PortalLock(new FileStream(Path.Combine(configuration.Data.Path, FileName), System.IO.FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();
}
