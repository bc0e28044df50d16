namespace Sferum.Admin.Benchmarks.Circuits;

/// <param name="Circuits">Open at the same time.</param>
/// <param name="Seconds">How long they act.</param>
/// <param name="Nodes">Processes of the portal over one database.</param>
/// <param name="Page">The list on which memory is measured and each act of opening begins.</param>
/// <param name="App">Directory of a published portal; null = it is published first.</param>
/// <param name="Every">Seconds between two acts of a circuit.</param>
/// <param name="Only">One of <see cref="CircuitUser.Kinds"/>: what that act costs alone; null = all of them in turn.</param>
internal sealed record CircuitOptions(
    int Circuits = 1000, int Seconds = 120, int Nodes = 1, string Page = "/people", string? App = null, int Every = 10, string? Only = null)
{
    public const string Usage = "[--circuits N] [--seconds N] [--nodes N] [--page /people] [--every SECONDS] [--only list|filter|group|mark] [--app DIR]";

    /// <summary>Reads the options after the name; null when one is not understood.</summary>
    public static CircuitOptions? Parse(string[] args)
    {
        var options = new CircuitOptions();
        for (var i = 1; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            var number = int.TryParse(value, out var parsed) && parsed > 0 ? parsed : 0;
            switch (args[i])
            {
                case "--circuits" when number > 0:
                    options = options with { Circuits = number };
                    break;
                case "--seconds" when number > 0:
                    options = options with { Seconds = number };
                    break;
                case "--nodes" when number > 0:
                    options = options with { Nodes = number };
                    break;
                case "--every" when number > 0:
                    options = options with { Every = number };
                    break;
                case "--only" when CircuitUser.Kinds.Contains(value):
                    options = options with { Only = value };
                    break;
                case "--page" when value.StartsWith('/'):
                    options = options with { Page = value };
                    break;
                case "--app" when Directory.Exists(value):
                    options = options with { App = Path.GetFullPath(value) };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
