namespace Sferum.Admin.Web.Cli;

/// <summary>Exit codes of every verb.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Refused or blocked: the reason is printed.</summary>
    public const int Refused = 1;

    /// <summary>Wrong usage of the command line.</summary>
    public const int Usage = 2;

    /// <summary>Wrong configuration: every mistake is printed by its key.</summary>
    public const int Configuration = 3;

    /// <summary>Another portal serves this data directory.</summary>
    public const int Busy = 4;
}
