using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Sferum.Admin.TestSupport;

/// <summary>
/// Keeps everything that is logged from Debug up, exceptions of EF Core and of the providers included, in one file per test
/// process of the directory that the test command names; the end of the run searches these files for personal data.
/// </summary>
public static class TestLog
{
    private static readonly FileLoggerProvider? Provider =
        TestEnvironment.Logs is { } directory ? new FileLoggerProvider(Path.Combine(directory, $"{AppDomain.CurrentDomain.FriendlyName}-{Environment.ProcessId}.log")) : null;

    /// <summary>For <c>AddLogging</c> and <c>ConfigureLogging</c>.</summary>
    public static void Configure(ILoggingBuilder logging)
    {
        logging.ClearProviders().SetMinimumLevel(LogLevel.Debug);
        if (Provider is not null)
        {
            logging.AddProvider(Provider);
        }
    }

    private sealed class FileLoggerProvider(string path) : ILoggerProvider
    {
        private readonly StreamWriter _writer = new(path, append: true) { AutoFlush = true };
        private readonly Lock _lock = new();

        public ILogger CreateLogger(string categoryName) => new FileLogger(this, categoryName);

        // Shared by all hosts of the process: the first one to be disposed must not close it.
        public void Dispose()
        {
        }

        private void Write(string line)
        {
            lock (_lock)
            {
                _writer.WriteLine(line);
            }
        }

        private sealed class FileLogger(FileLoggerProvider owner, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull
            {
                owner.Write(string.Create(CultureInfo.InvariantCulture, $"scope {category}: {state}"));
                return null;
            }

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                owner.Write(string.Create(CultureInfo.InvariantCulture, $"{logLevel} {category}[{eventId.Id}]: {formatter(state, exception)} {exception}"));
        }
    }
}
