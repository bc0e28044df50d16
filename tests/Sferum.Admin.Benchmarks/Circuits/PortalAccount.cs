using System.Net;
using System.Text.RegularExpressions;

namespace Sferum.Admin.Benchmarks.Circuits;

/// <summary>A signed-in account on one node, over plain HTTP as a browser does it: form, antiforgery token, cookies.</summary>
internal sealed partial class PortalAccount : IDisposable
{
    private readonly CookieContainer _jar = new();

    private PortalAccount(Uri root) =>
        Http = new HttpClient(new SocketsHttpHandler { CookieContainer = _jar, AllowAutoRedirect = false, UseProxy = false, AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = root };

    public HttpClient Http { get; }

    public string Cookies => _jar.GetCookieHeader(Http.BaseAddress!);

    public static async Task<PortalAccount> SignInAsync(Uri root, string login, string password, CancellationToken ct)
    {
        var account = new PortalAccount(root);
        try
        {
            var form = await account.Http.GetStringAsync("account/login", ct);
            var fields = Fields().Matches(form).ToDictionary(m => WebUtility.HtmlDecode(m.Groups["name"].Value), m => WebUtility.HtmlDecode(m.Groups["value"].Value));
            fields["Input.Email"] = login;
            fields["Input.Password"] = password;
            using var content = new FormUrlEncodedContent(fields);
            using var answer = await account.Http.PostAsync("account/login", content, ct);
            return answer.StatusCode == HttpStatusCode.Redirect ? account : throw new InvalidOperationException($"Sign-in answered {answer.StatusCode}.");
        }
        catch
        {
            account.Dispose();
            throw;
        }
    }

    /// <summary>The interactive roots of a page: the texts between <c>&lt;!--Blazor:</c> and <c>--&gt;</c>.</summary>
    public async Task<IReadOnlyList<string>> MarkersAsync(string path, CancellationToken ct)
    {
        var page = await Http.GetStringAsync(path.TrimStart('/'), ct);
        var markers = Markers().Matches(page).Select(m => m.Groups[1].Value).ToList();
        return markers.Count > 0 ? markers : throw new InvalidOperationException($"{path} has no interactive part.");
    }

    public void Dispose() => Http.Dispose();

    [GeneratedRegex("""<!--Blazor:(\{"type":"server".*?\})-->""")]
    private static partial Regex Markers();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)""")]
    private static partial Regex Fields();
}
