using System.Net;
using System.Text.RegularExpressions;

namespace Sferum.Admin.Web.Tests.Support;

/// <summary>A client with cookies that fills in the portal's plain forms as a person does.</summary>
public sealed partial class Browser(HttpClient client)
{
    public HttpClient Client => client;

    public Task<HttpResponseMessage> GetAsync(string path) => client.GetAsync(path, TestContext.Current.CancellationToken);

    /// <summary>Text of the page with entities decoded.</summary>
    public static async Task<string> TextAsync(HttpResponseMessage response) =>
        WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Replace('\u00A0', ' ');

    public Task<HttpResponseMessage> SignInAsync(string email, string password, string? returnUrl = null) =>
        SubmitAsync(returnUrl is null ? "/account/login" : $"/account/login?ReturnUrl={Uri.EscapeDataString(returnUrl)}", ("Input.Email", email), ("Input.Password", password));

    /// <summary>Opens the page, keeps its hidden fields (token, form name) and posts the values.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, params (string Name, string Value)[] values)
    {
        var page = await client.GetStringAsync(path, TestContext.Current.CancellationToken);
        var hidden = HiddenField().Matches(page)
            .Select(m => (Name: m.Groups["name"].Value, Value: WebUtility.HtmlDecode(m.Groups["value"].Value)))
            .DistinctBy(f => f.Name);
        using var form = new FormUrlEncodedContent(hidden.Concat(values).Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await client.PostAsync(path, form, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)"\s*/?>""")]
    private static partial Regex HiddenField();
}
