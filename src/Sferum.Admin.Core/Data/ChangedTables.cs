using System.Text.RegularExpressions;

namespace Sferum.Admin.Core.Data;

/// <summary>Names of the tables that a mass command changes, read from its text: such commands pass by the change tracker.</summary>
public static partial class ChangedTables
{
    /// <param name="sql">Its text.</param>
    public static IEnumerable<string> In(string sql) => Target().Matches(sql).Select(m => m.Groups[1].Value);

    [GeneratedRegex("""(?:UPDATE|DELETE\s+FROM|INSERT\s+INTO)\s+"?(\w+)"?""", RegexOptions.IgnoreCase)]
    private static partial Regex Target();
}
