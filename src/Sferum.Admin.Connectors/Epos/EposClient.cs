using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Polly.Timeout;
using Sferum.Admin.Connectors.Http;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Connectors.Epos;

/// <summary>Sends the calls of one session and turns whatever happens into an <see cref="EposReply"/>; throws only on cancellation.</summary>
/// <param name="http">A client with the connector's pipeline.</param>
/// <param name="address">Base address.</param>
/// <param name="credentials">Checked by <see cref="IsSendable"/>.</param>
/// <param name="limits">Shared by all sessions of the process.</param>
internal sealed partial class EposClient(HttpClient http, Uri address, JournalCredentials credentials, EposLimits limits)
{
    private readonly Uri _base = new(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
    private readonly CallCounter _counter = new();
    private volatile JournalTrouble? _ended;

    public JournalCalls Calls => _counter.Snapshot;

    /// <summary>The profile in whose name it asks: the pasted one, then the administrator's.</summary>
    public string ProfileId { get; set; } = credentials.ProfileId;

    /// <summary>The third part of the official app's cookie; known once the session is open.</summary>
    public string? UserId { get; set; }

    /// <summary>Whether the values can stand in a header at all; a value cut or pasted with something else cannot.</summary>
    public static bool IsSendable(JournalCredentials credentials) => Token().IsMatch(credentials.Token) && Profile().IsMatch(credentials.ProfileId);

    /// <summary>Asks.</summary>
    /// <param name="route">What for.</param>
    /// <param name="pathAndQuery">Relative to the base address, without <c>pid</c>.</param>
    /// <param name="body">Sent as JSON by POST; without it a GET.</param>
    public async Task<EposReply> SendAsync(EposRoute route, string pathAndQuery, object? body, CancellationToken ct)
    {
        // The session does not come back to life; what still waits in line need not knock.
        if (_ended is { } ended)
        {
            return EposReply.Of(ended);
        }

        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, new Uri(_base, WithProfile(pathAndQuery)));
        request.Content = body is null ? null : JsonContent.Create(body);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.TryAddWithoutValidation("Auth-Token", credentials.Token);
        request.Headers.TryAddWithoutValidation("Profile-Id", ProfileId);
        request.Headers.TryAddWithoutValidation("Cookie", $"auth_token={credentials.Token}; profile_id={ProfileId}" + (UserId is { } user ? $"; user_id={user}" : ""));
        request.Options.Set(Pace.Key, new Pace(limits.Of(route), _counter));
        var reply = await SendAsync(route, request, ct);
        if (reply.Trouble is { Kind: JournalTroubleKind.SessionEnded } trouble)
        {
            _ended = trouble;
        }

        return reply;
    }

    private async Task<EposReply> SendAsync(EposRoute route, HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            using var response = await http.SendAsync(request, ct);
            var body = await response.Content.ReadAsByteArrayAsync(ct);
            return EposReply.Read(route, response.StatusCode, name => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null, body);
        }
        catch (TimeoutRejectedException)
        {
            return EposReply.Of(EposTrouble.TimedOut(route));
        }
        catch (HttpRequestException e)
        {
            return EposReply.Of(e.HttpRequestError switch
            {
                HttpRequestError.ConfigurationLimitExceeded => EposTrouble.TooLarge(route),
                HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError => EposTrouble.NoConnection(route),
                _ => EposTrouble.Broken(route),
            });
        }
    }

    private string WithProfile(string pathAndQuery) => $"{pathAndQuery}{(pathAndQuery.Contains('?', StringComparison.Ordinal) ? '&' : '?')}pid={ProfileId}";

    /// <summary>The characters of cookies and headers, no separators.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9._~+/=-]{1,512}\z")]
    private static partial Regex Token();

    [GeneratedRegex(@"\A[0-9]{1,19}\z")]
    private static partial Regex Profile();
}
