namespace Sferum.Admin.Connectors.Epos;

/// <summary>What the operator or the host says of the journal's connector; section <c>Epos</c>. Address and mode are settings of the
/// portal, since administrators change them at run time.</summary>
public sealed record EposOptions
{
    /// <summary>Lets the assumed contract be used in Production (contract §4); never against the real hosts.</summary>
    public bool AllowAssumed { get; set; }

    /// <summary>Lets it be used on a loopback address, whatever the environment: <c>demo</c> says so for the simulator it starts itself.</summary>
    public bool AllowAssumedOnLoopback { get; set; }

    /// <summary>Name of the host's environment; given by the host, not read from the section.</summary>
    public string Environment { get; set; } = "Production";

    /// <summary>Rows asked for a page of a list (contract §2.1).</summary>
    public int PageSize { get; set; } = 200;

    /// <summary>Chats asked for a page (contract §4.2).</summary>
    public int ChatPageSize { get; set; } = 50;

    /// <summary>Pages of one list after which a server is taken for mad.</summary>
    public int MaxPages { get; set; } = 500;

    /// <summary>Calls at one moment.</summary>
    public int ParallelCalls { get; set; } = 8;

    /// <summary>Calls about single persons within <see cref="PersonWindow"/> (contract §5 row 9).</summary>
    public int PersonCalls { get; set; } = 100;

    public TimeSpan PersonWindow { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Of one attempt (contract §5 row 10: answers take up to 15 s).</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Repeats after the first attempt.</summary>
    public int Repeats { get; set; } = 3;

    /// <summary>Before the first repeat; doubled before each next one.</summary>
    public TimeSpan RepeatDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>After 429 without <c>Retry-After</c> (contract §2.2).</summary>
    public TimeSpan ThrottleDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait that a server may ask for.</summary>
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Bytes of one answer.</summary>
    public long LargestAnswer { get; set; } = 32 * 1024 * 1024;

    /// <summary>How long a session is taken to live from its opening (contract §5 row 1, assumed).</summary>
    public TimeSpan SessionLife { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>The clock of waits and time-outs. Not the school's clock, which tests hold still: the network does not stand with it.</summary>
    public TimeProvider WaitClock { get; set; } = TimeProvider.System;
}
