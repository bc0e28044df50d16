using System.Net;
using Npgsql;

namespace Sferum.Admin.Web.Hosting;

/// <summary>Which database.</summary>
public enum DatabaseProvider
{
    /// <summary>A file in the data directory; nothing to install; one instance.</summary>
    Sqlite,

    /// <summary>For production; several instances.</summary>
    PostgreSql,
}

/// <summary>What the operator configures: environment variables (<c>Database__Provider</c>), <c>appsettings.json</c> or
/// <c>--Database:Provider=…</c>. Read once at start; a mistake stops the start and all mistakes are named together.</summary>
/// <remarks>What administrators change at run time is <see cref="Core.Settings.SchoolSettings"/>.</remarks>
public sealed record PortalConfiguration
{
    private const string AutoPrepare = "Max Auto Prepare";

    /// <summary>Statements that a connection keeps prepared; the least used gives way.</summary>
    private const int PreparedStatements = 200;

    /// <summary>Data directory.</summary>
    public required DataDirectory Data { get; init; }

    /// <summary><c>Database:Provider</c>: <c>sqlite</c> (default) or <c>postgresql</c>.</summary>
    public required DatabaseProvider Provider { get; init; }

    /// <summary><c>Database:ConnectionString</c>, for PostgreSQL only.</summary>
    public string? ConnectionString { get; init; }

    /// <summary><c>Database:MigrateOnStart</c>: by default true on SQLite (one process owns the file), false on PostgreSQL.</summary>
    public required bool MigrateOnStart { get; init; }

    /// <summary><c>Keys:MasterKeyFile</c>: by default <see cref="DataDirectory.MasterKeyFile"/>.</summary>
    public required string MasterKeyFile { get; init; }

    /// <summary><c>Proxy:Trusted</c>: networks whose <c>X-Forwarded-*</c> headers are believed; empty = no proxy.</summary>
    public required IReadOnlyList<IPNetwork> TrustedProxies { get; init; }

    /// <summary><c>PublicUrl</c>: the address people open, for links printed on the console.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary><c>Epos:SessionFile</c>: a secret file with the journal's session, kept by a gateway; read anew at each check.</summary>
    public string? JournalSessionFile { get; init; }

    /// <summary>Reads and checks everything.</summary>
    /// <param name="source">Where the values come from.</param>
    /// <param name="data">The data directory.</param>
    /// <param name="serves">Addresses will be listened on, so they are checked too.</param>
    /// <returns>The configuration, or every mistake as «key: sentence».</returns>
    public static (PortalConfiguration? Configuration, IReadOnlyList<string> Errors) Read(IConfiguration source, DataDirectory data, bool serves = false)
    {
        var errors = new List<string>();
        var provider = ReadProvider(source, errors);
        var configuration = new PortalConfiguration
        {
            Data = data,
            Provider = provider,
            ConnectionString = ReadConnectionString(source, provider, errors),
            MigrateOnStart = ReadFlag(source, "Database:MigrateOnStart", provider == DatabaseProvider.Sqlite, errors),
            MasterKeyFile = Path.GetFullPath(Given(source, "Keys:MasterKeyFile") ?? data.MasterKeyFile),
            TrustedProxies = ReadProxies(source, errors),
            PublicUrl = ReadUrl(source, "PublicUrl", errors),
            JournalSessionFile = Given(source, "Epos:SessionFile") is { } file ? Path.GetFullPath(file) : null,
        };
        // Bound by the connector; checked here, so that a typing error is named with the others.
        _ = ReadFlag(source, "Epos:AllowAssumed", otherwise: false, errors);
        if (serves)
        {
            errors.AddRange(ListenRules.Check(source, configuration.TrustedProxies.Count > 0));
        }

        return errors.Count == 0 ? (configuration, errors) : (null, errors);
    }

    private static string? Given(IConfiguration source, string key) => string.IsNullOrWhiteSpace(source[key]) ? null : source[key]!.Trim();

    private static DatabaseProvider ReadProvider(IConfiguration source, List<string> errors)
    {
        const string key = "Database:Provider";
        switch (Given(source, key)?.ToLowerInvariant())
        {
            case null or "sqlite":
                return DatabaseProvider.Sqlite;
            case "postgresql" or "postgres":
                return DatabaseProvider.PostgreSql;
            default:
                errors.Add($"{key}: бывает sqlite или postgresql, а задано «{source[key]}».");
                return DatabaseProvider.Sqlite;
        }
    }

    private static string? ReadConnectionString(IConfiguration source, DatabaseProvider provider, List<string> errors)
    {
        const string key = "Database:ConnectionString";
        var text = Given(source, key);
        if (provider == DatabaseProvider.Sqlite)
        {
            if (text is not null)
            {
                errors.Add($"{key}: нужна только для postgresql; файл SQLite лежит в каталоге данных (--data или {DataDirectory.Variable}).");
            }

            return null;
        }

        if (text is null)
        {
            errors.Add($"{key}: для postgresql обязательна, например «Host=db;Database=sferum;Username=sferum;Password=…».");
            return null;
        }

        try
        {
            // Error details quote column values, and those are personal data that would reach the log.
            var builder = new NpgsqlConnectionStringBuilder(text) { IncludeErrorDetail = false };
            if (string.IsNullOrEmpty(builder.Host) || string.IsNullOrEmpty(builder.Database))
            {
                errors.Add($"{key}: не хватает Host или Database.");
            }

            // The same few hundred statements come again and again, and planning one can cost more than running it. Whoever has a
            // pooler between that cannot prepare says «Max Auto Prepare=0».
            if (!builder.ShouldSerialize(AutoPrepare))
            {
                builder.MaxAutoPrepare = PreparedStatements;
            }

            return builder.ConnectionString;
        }
        catch (ArgumentException)
        {
            errors.Add($"{key}: строка подключения не читается.");
            return null;
        }
    }

    private static bool ReadFlag(IConfiguration source, string key, bool otherwise, List<string> errors)
    {
        if (Given(source, key) is not { } text)
        {
            return otherwise;
        }

        if (bool.TryParse(text, out var value))
        {
            return value;
        }

        errors.Add($"{key}: бывает true или false, а задано «{text}».");
        return otherwise;
    }

    private static List<IPNetwork> ReadProxies(IConfiguration source, List<string> errors)
    {
        const string key = "Proxy:Trusted";
        var given = source.GetSection(key).GetChildren().Select(c => c.Value)
            .Concat((source[key] ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries))
            .OfType<string>();
        var networks = new List<IPNetwork>();
        foreach (var text in given)
        {
            if (IPNetwork.TryParse(text, out var network))
            {
                networks.Add(network);
            }
            else if (IPAddress.TryParse(text, out var address))
            {
                networks.Add(new IPNetwork(address, address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128));
            }
            else
            {
                errors.Add($"{key}: «{text}» не адрес и не сеть (примеры: 10.0.0.5, 172.16.0.0/12).");
            }
        }

        return networks;
    }

    private static Uri? ReadUrl(IConfiguration source, string key, List<string> errors)
    {
        if (Given(source, key) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            return url;
        }

        errors.Add($"{key}: нужен полный адрес, например https://sferum.example.ru.");
        return null;
    }
}
