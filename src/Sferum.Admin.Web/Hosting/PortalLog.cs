using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;

namespace Sferum.Admin.Web.Hosting;

/// <summary>Log of the portal: compact JSON lines on standard error, so that standard output stays clean for <c>--json</c>.</summary>
internal static class PortalLog
{
    public static void Configure(LoggerConfiguration log, IConfiguration configuration)
    {
        log.MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Warning)
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            .ReadFrom.Configuration(configuration)
            .Enrich.FromLogContext();
        if (configuration["Log:File"] is { Length: > 0 } file)
        {
            // The file has everything; the console only what somebody should look at.
            log.WriteTo.Sink(new FileSink(file)).WriteTo.Console(new PrivateJsonFormatter(), LogEventLevel.Warning, standardErrorFromLevel: LevelAlias.Minimum);
        }
        else
        {
            log.WriteTo.Console(new PrivateJsonFormatter(), standardErrorFromLevel: LevelAlias.Minimum);
        }
    }

    /// <summary>Appends to one file; given a directory, makes a file of its own in it, since several processes may log there.</summary>
    private sealed class FileSink(string path) : ILogEventSink, IDisposable
    {
        private readonly PrivateJsonFormatter _formatter = new();
        private readonly Lock _gate = new();
        private readonly StreamWriter _writer = new(Directory.Exists(path) ? Path.Combine(path, $"portal-{Guid.CreateVersion7():N}.log") : path, append: true) { AutoFlush = true };

        public void Emit(LogEvent logEvent)
        {
            lock (_gate)
            {
                _formatter.Format(logEvent, _writer);
            }
        }

        public void Dispose() => _writer.Dispose();
    }
}

/// <summary>Compact JSON without the words of exceptions: a parser's or a database's message may quote the value it stumbled over, and
/// values here are names and phones. Types, error codes, constraint names and stack traces stay.</summary>
internal sealed class PrivateJsonFormatter : ITextFormatter
{
    private static readonly RenderedCompactJsonFormatter Inner = new();

    public void Format(LogEvent logEvent, TextWriter output)
    {
        if (logEvent.Exception is { } exception)
        {
            // EF repeats the exception's text in a property of the event.
            var properties = logEvent.Properties.Where(p => p.Key != "error").Select(p => new LogEventProperty(p.Key, p.Value));
            logEvent = new LogEvent(logEvent.Timestamp, logEvent.Level, new PrivateException(exception), logEvent.MessageTemplate, properties);
        }

        Inner.Format(logEvent, output);
    }

    /// <summary>Carries the safe description as what the formatter prints.</summary>
    private sealed class PrivateException(Exception original) : Exception
    {
        public override string ToString() => Describe(original);
    }

    internal static string Describe(Exception exception)
    {
        var text = new StringBuilder();
        for (var e = exception; e is not null; e = e.InnerException)
        {
            text.Append(e.GetType().FullName);
            switch (e)
            {
                case Npgsql.PostgresException pg:
                    text.Append(" SQLSTATE ").Append(pg.SqlState).Append(' ').Append(pg.TableName).Append(' ').Append(pg.ConstraintName);
                    break;
                case Microsoft.Data.Sqlite.SqliteException lite:
                    text.Append(" SQLite ").Append(lite.SqliteErrorCode).Append('/').Append(lite.SqliteExtendedErrorCode);
                    break;
                case DbException { SqlState: { } state }:
                    text.Append(" SQLSTATE ").Append(state);
                    break;
                case DbUpdateException update:
                    text.Append(' ').AppendJoin(", ", update.Entries.Select(x => x.Metadata.ShortName()).Distinct());
                    break;
                default:
                    break;
            }

            text.AppendLine().AppendLine(e.StackTrace);
        }

        return text.ToString();
    }
}
