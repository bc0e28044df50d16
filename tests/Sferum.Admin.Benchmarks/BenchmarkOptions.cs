namespace Sferum.Admin.Benchmarks;

/// <param name="Size">Rows of the workload; null = its own default.</param>
/// <param name="PostgreSql">PostgreSQL instead of SQLite.</param>
/// <param name="Only">Of several cases those whose name begins so; null = all.</param>
internal sealed record BenchmarkOptions(int? Size, bool PostgreSql, string? Only = null)
{
    /// <summary>Reads the options after the name; null when one is not understood.</summary>
    public static BenchmarkOptions? Parse(string[] args)
    {
        var options = new BenchmarkOptions(null, false);
        for (var i = 1; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--size" when int.TryParse(value, out var size) && size > 0:
                    options = options with { Size = size };
                    break;
                case "--database" when value is "sqlite" or "postgres":
                    options = options with { PostgreSql = value == "postgres" };
                    break;
                case "--only" when value.Length > 0:
                    options = options with { Only = value };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
