using System.Globalization;

namespace Sferum.Admin.Simulator.World.Making;

/// <summary>Texts as the journal writes them.</summary>
internal static class WorldText
{
    /// <summary><c>14.03.2009</c>.</summary>
    public static string Date(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
}
