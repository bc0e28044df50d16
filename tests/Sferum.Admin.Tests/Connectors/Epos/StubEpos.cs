using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Sferum.Admin.Connectors;
using Sferum.Admin.Connectors.Epos;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Tests.Connectors.Epos;

/// <summary>The connector with its whole pipeline over answers written in the test: the samples, unless a route is given another one.</summary>
internal sealed class StubEpos : HttpMessageHandler
{
    public const string Token = "sim-epos-token";
    public static readonly JournalConnection Connection = new(JournalReaderMode.Assumed, new Uri("http://127.0.0.1:5081/epos"));
    public static readonly JournalCredentials Credentials = new(Token, "5100002");
    public static readonly DateTime Now = new(2026, 11, 24, 9, 0, 0, DateTimeKind.Utc);

    private readonly Dictionary<string, Func<HttpRequestMessage, int, CancellationToken, Task<HttpResponseMessage>>> _routes = [];
    private readonly Dictionary<string, int> _calls = [];
    private readonly ServiceProvider _services;

    public StubEpos(Action<EposOptions>? adjust = null)
    {
        On("lms/api/sessions", Sample("session"));
        On("core/api/academic_years", Sample("academic_years"));
        On("core/api/class_units", Sample("class_units"));
        On("core/api/student_profiles", OnePage("student_profiles"));
        On("core/api/teacher_profiles", OnePage("teacher_profiles"));
        On("acl/api/system_messages", Sample("system_messages"));
        On("persons", OnePage("group_persons"));
        On("links", Sample("person_links"));
        On("chats", OnePage("person_chats"));
        var services = new ServiceCollection();
        services.AddLogging(log => log.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(Now)));
        services.AddJournalConnector(new ConfigurationBuilder().Build());
        services.PostConfigure<EposOptions>(o =>
        {
            (o.AllowAssumed, o.RepeatDelay, o.ThrottleDelay, o.AttemptTimeout) = (true, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2), TimeSpan.FromSeconds(20));
            adjust?.Invoke(o);
        });
        services.AddHttpClient("epos").ConfigurePrimaryHttpMessageHandler(() => this);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public LogCapture Log { get; } = new();

    /// <summary>Requests as they came: «GET path?query».</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Headers of the last request.</summary>
    public Dictionary<string, string> LastHeaders { get; } = [];

    public IJournal Journal => _services.GetRequiredService<IJournal>();

    /// <summary>Answers a route whose path ends so.</summary>
    /// <param name="answer">Request and number of the call of this route, from 1.</param>
    public void On(string pathEnd, Func<HttpRequestMessage, int, HttpResponseMessage> answer) => _routes[pathEnd] = (r, n, _) => Task.FromResult(answer(r, n));

    public void On(string pathEnd, Func<HttpRequestMessage, int, CancellationToken, Task<HttpResponseMessage>> answer) => _routes[pathEnd] = answer;

    public async Task<IJournalSession> OpenAsync(CancellationToken ct)
    {
        var answer = await Journal.OpenAsync(Connection, Credentials, ct);
        return answer.Value ?? throw new InvalidOperationException(answer.Trouble!.Sentence);
    }

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        response.Headers.Add("X-Assumed-Contract", "epos-assumed-1");
        response.Headers.Add("X-As-Of", "2026-11-23T14:00:00+05:00");
        foreach (var (name, value) in headers)
        {
            response.Headers.Remove(name);
            response.Headers.Add(name, value);
        }

        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        var end = _routes.Keys.Single(k => path.EndsWith(k, StringComparison.Ordinal));
        int call;
        lock (Requests)
        {
            Requests.Add($"{request.Method} {request.RequestUri.PathAndQuery}");
            LastHeaders.Clear();
            foreach (var (name, values) in request.Headers)
            {
                LastHeaders[name] = string.Join(", ", values);
            }

            call = _calls[end] = _calls.GetValueOrDefault(end) + 1;
        }

        return await _routes[end](request, call, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _services.Dispose();
        }
    }

    private static Func<HttpRequestMessage, int, HttpResponseMessage> Sample(string name) => (_, _) => Json(EposSamples.Text(name));

    /// <summary>A list without headers of paging: whole on the first page, then empty.</summary>
    private static Func<HttpRequestMessage, int, HttpResponseMessage> OnePage(string name) =>
        (request, _) => Json(request.RequestUri!.Query.Contains("page=1&", StringComparison.Ordinal) ? EposSamples.Text(name) : "[]");
}

/// <summary>Everything that was logged, at every level.</summary>
internal sealed class LogCapture : ILoggerProvider
{
    private readonly List<string> _lines = [];

    public string Text
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => new Capture(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Capture(LogCapture owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Add($"scope {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add($"{logLevel} {category} {formatter(state, exception)} {state} {exception}");

        private void Add(string line)
        {
            lock (owner._lines)
            {
                owner._lines.Add(line);
            }
        }
    }
}
