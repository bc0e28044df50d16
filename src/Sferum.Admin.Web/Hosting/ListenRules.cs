using System.Net;

namespace Sferum.Admin.Web.Hosting;

/// <summary>Passwords and personal data do not travel in clear text: plain HTTP is for this machine only, or behind a declared proxy
/// that carries TLS.</summary>
public static class ListenRules
{
    /// <summary>Sentences about each plain address beyond loopback, by the key that asks for it.</summary>
    /// <param name="source">The host's configuration.</param>
    /// <param name="behindProxy">Whether a trusted proxy is declared.</param>
    public static IEnumerable<string> Check(IConfiguration source, bool behindProxy)
    {
        if (behindProxy)
        {
            return [];
        }

        var addresses = (source["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(u => ("urls", u))
            .Concat((source["http_ports"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                // The port list of container images counts only where no address is given.
                .Where(_ => string.IsNullOrWhiteSpace(source["urls"])).Select(p => ("http_ports", $"http://*:{p}")))
            .Concat(source.GetSection("Kestrel:Endpoints").GetChildren().Select(e => ($"Kestrel:Endpoints:{e.Key}:Url", e["Url"] ?? "")));
        return addresses.Where(a => IsPlain(a.Item2) && !IsLoopback(a.Item2))
            .Select(a => $"{a.Item1}: «{a.Item2}» — открытый HTTP за пределами этого компьютера. Укажите https, или 127.0.0.1, или адрес прокси в Proxy:Trusted.");
    }

    /// <summary>Whether an address of Kestrel's form (<c>http://host:port</c>, host may be <c>*</c>) stays on this machine.</summary>
    public static bool IsLoopback(string address)
    {
        var host = HostOf(address);
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
    }

    private static bool IsPlain(string address) => address.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private static string HostOf(string address)
    {
        var rest = address[(address.IndexOf("://", StringComparison.Ordinal) is var i and >= 0 ? i + 3 : 0)..];
        rest = rest.Split('/')[0];
        return rest.StartsWith('[') ? rest[1..rest.IndexOf(']')] : rest.Split(':')[0];
    }
}
