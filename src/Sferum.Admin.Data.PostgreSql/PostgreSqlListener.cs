using System.Threading.Channels;
using Npgsql;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Live;

namespace Sferum.Admin.Data.PostgreSql;

/// <summary>
/// Hears what other nodes commit, on one connection of its own, and sends lines of presence. A lost connection is opened again with
/// growing waits; since nobody knows what was said meanwhile, everything may have changed then.
/// </summary>
public sealed class PostgreSqlListener(string connectionString, LiveNews news, TimeProvider time) : IPresenceWire
{
    /// <summary>Channel of presence.</summary>
    public const string PresenceChannel = "sferum_presence";

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>A dead line is noticed within two of these.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(5);

    // More than a connection that is away for a while leaves behind; what is dropped comes with the next heartbeat.
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly string _connectionString = new NpgsqlConnectionStringBuilder(connectionString)
    {
        Pooling = false,
        KeepAlive = (int)KeepAlive.TotalSeconds,
        ApplicationName = "sferum-live",
    }.ConnectionString;

    /// <summary>A line of presence of any node came.</summary>
    public event Action<string>? PresenceHeard;

    /// <summary>The connection was lost (with the reason) or is there again (<see langword="null"/>).</summary>
    public event Action<Exception?>? LineChanged;

    /// <summary>Whether it listens now.</summary>
    public bool IsListening { get; private set; }

    /// <inheritdoc/>
    public void Send(string line) => _lines.Writer.TryWrite(line);

    /// <summary>Listens until cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var (wait, isFirst) = (FirstWait, true);
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(_connectionString);
                await connection.OpenAsync(ct);
                connection.Notification += (_, e) => Hear(e.Channel, e.Payload);
                await using (var listen = new NpgsqlCommand($"LISTEN {PostgreSqlSignal.Channel}; LISTEN {PresenceChannel}", connection))
                {
                    await listen.ExecuteNonQueryAsync(ct);
                }

                (IsListening, wait) = (true, FirstWait);
                if (!isFirst)
                {
                    LineChanged?.Invoke(null);
                    news.Tell(LiveChange.Everything);
                }

                isFirst = false;
                await ListenAsync(connection, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException || e.IsUnavailable())
            {
                IsListening = false;
                LineChanged?.Invoke(e);
                await Task.Delay(wait, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
                // Not heard from the start on, so a gap as well.
                isFirst = false;
            }
        }
    }

    /// <summary>One connection does one thing at a time: it waits for news until there is a line to send.</summary>
    private async Task ListenAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        while (true)
        {
            using var woken = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var line = _lines.Reader.WaitToReadAsync(woken.Token).AsTask();
            var word = connection.WaitAsync(woken.Token);
            await Task.WhenAny(line, word);
            await woken.CancelAsync();
            await word.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ((Task)line).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ct.ThrowIfCancellationRequested();
            if (word.IsFaulted)
            {
                await word;
            }

            while (_lines.Reader.TryRead(out var text))
            {
                await using var notify = new NpgsqlCommand($"SELECT pg_notify('{PresenceChannel}', $1)", connection) { Parameters = { new() { Value = text } } };
                await notify.ExecuteNonQueryAsync(ct);
            }
        }
    }

    private void Hear(string channel, string payload)
    {
        if (channel == PresenceChannel)
        {
            PresenceHeard?.Invoke(payload);
        }
        else if (LiveMessage.Read(payload) is not var (node, change))
        {
            news.Tell(LiveChange.Everything);
        }
        else if (node != news.Node)
        {
            news.Tell(change);
        }
    }
}
