using System.Collections.Concurrent;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.TestSupport;

/// <summary>A journal in memory: answers what a test puts into it, at the moment <see cref="TestClock.Now"/>, and remembers who signed in.</summary>
public sealed class FakeJournal : IJournal
{
    private readonly ConcurrentQueue<JournalCredentials> _signedIn = new();

    public string Code => RegisterDefaults.JournalCode;

    /// <summary>What the guard says.</summary>
    public Error? RefusalAnswer { get; set; }

    /// <summary>Trouble of the sign-in; none = it opens.</summary>
    public JournalTrouble? OpenTrouble { get; set; }

    /// <summary>Trouble of the lists of groups.</summary>
    public JournalTrouble? GroupsTrouble { get; set; }

    public DateTime? ExpiresAt { get; set; }

    public string? Notice { get; set; }

    public List<JournalGroup> Groups { get; } = [];

    public ConcurrentDictionary<string, IReadOnlyList<JournalStudent>> Students { get; } = new();

    public List<JournalEmployee> Employees { get; } = [];

    /// <summary>Sightings by the journal's group; <see cref="Staff"/> for employees.</summary>
    public ConcurrentDictionary<string, JournalAnswer<IReadOnlyList<JournalSighting>>> Sightings { get; } = new();

    public ConcurrentDictionary<string, JournalAnswer<JournalSighting>> OfPerson { get; } = new();

    public const string Staff = "";

    /// <summary>Runs inside each sign-in, e.g. to let somebody else act meanwhile.</summary>
    public Func<Task> OnOpen { get; set; } = () => Task.CompletedTask;

    /// <summary>Credentials of each sign-in, in order.</summary>
    public IReadOnlyList<JournalCredentials> SignedIn => [.. _signedIn];

    public Error? Refusal(JournalConnection connection) => RefusalAnswer;

    public async Task<JournalAnswer<IJournalSession>> OpenAsync(JournalConnection connection, JournalCredentials credentials, CancellationToken ct)
    {
        _signedIn.Enqueue(credentials);
        await OnOpen();
        return OpenTrouble is { } trouble ? Failed<IJournalSession>(trouble) : Complete<IJournalSession>(new Session(this));
    }

    public static JournalAnswer<T> Complete<T>(T value) => new(ReadingVerdict.Complete, value, TestClock.Now, TestClock.Now, null);

    public static JournalAnswer<T> Failed<T>(JournalTrouble trouble) => new(ReadingVerdict.Failed, default, TestClock.Now, null, trouble);

    private sealed class Session(FakeJournal journal) : IJournalSession
    {
        private int _sent;

        public DateTime? ExpiresAt => journal.ExpiresAt;

        public JournalCalls Calls => new(_sent, 0, 0);

        public Task<JournalAnswer<string?>> NoticeAsync(CancellationToken ct) => Answer(Complete(journal.Notice));

        public Task<JournalAnswer<IReadOnlyList<JournalGroup>>> GroupsAsync(CancellationToken ct) => Answer(
            journal.GroupsTrouble is { } trouble ? Failed<IReadOnlyList<JournalGroup>>(trouble) : Complete<IReadOnlyList<JournalGroup>>(journal.Groups));

        public Task<JournalAnswer<IReadOnlyList<JournalStudent>>> StudentsAsync(string groupId, CancellationToken ct) =>
            Answer(Complete(journal.Students.GetValueOrDefault(groupId, [])));

        public Task<JournalAnswer<IReadOnlyList<JournalEmployee>>> EmployeesAsync(CancellationToken ct) => Answer(Complete<IReadOnlyList<JournalEmployee>>(journal.Employees));

        public Task<JournalAnswer<IReadOnlyList<JournalSighting>>> SightingsAsync(string? groupId, CancellationToken ct) =>
            Answer(journal.Sightings.GetValueOrDefault(groupId ?? Staff, Complete<IReadOnlyList<JournalSighting>>([])));

        public Task<JournalAnswer<JournalSighting>> SightingAsync(string personId, CancellationToken ct) =>
            Answer(journal.OfPerson.GetValueOrDefault(personId, Failed<JournalSighting>(new JournalTrouble(JournalTroubleKind.Unknown, "ЭПОС не знает такого человека."))));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private Task<T> Answer<T>(T answer)
        {
            Interlocked.Increment(ref _sent);
            return Task.FromResult(answer);
        }
    }
}
