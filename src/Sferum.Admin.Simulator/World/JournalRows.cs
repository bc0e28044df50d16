namespace Sferum.Admin.Simulator.World;

/// <summary>What a person is in the journal. A person with several profiles has one role in each of them.</summary>
public enum SimulatedRole
{
    Student,
    Parent,
    Staff,
}

/// <summary>State of a link on one platform, as the assumed contract words it.</summary>
public enum SimulatedLinkState
{
    Linked,
    NotLinked,

    /// <summary>The account was deleted or the phone changed.</summary>
    Broken,
    Unknown,
}

/// <summary>A link on one platform.</summary>
/// <param name="ExternalId">Id in the platform, only with a link.</param>
/// <param name="LinkedAt">UTC, only with a link.</param>
public sealed record SimulatedLink(SimulatedLinkState State, string? ExternalId = null, DateTime? LinkedAt = null)
{
    public static SimulatedLink None { get; } = new(SimulatedLinkState.NotLinked);
}

/// <summary>A study group of the journal.</summary>
/// <param name="ClassLevelId">Course, 1 … 4.</param>
/// <param name="StudentCount">As the journal counts; lags behind its own list in some groups.</param>
public sealed record SimulatedClassUnit(long Id, string Name, int ClassLevelId, int StudentCount);

/// <summary>A chat shown in «Личные сообщения».</summary>
/// <param name="Kind"><c>staff</c>, <c>group</c>, <c>parents</c> or <c>other</c>.</param>
/// <param name="ClassUnitId">Set for <c>group</c> and <c>parents</c>.</param>
/// <param name="AppearedAt">UTC.</param>
public sealed record SimulatedChat(long Id, string Kind, string Title, string? ExternalChatId, long? ClassUnitId, DateTime AppearedAt);

/// <summary>A human being as the journal knows him, in every profile he has.</summary>
public sealed class SimulatedPerson
{
    /// <summary>The journal's own id. Some rows do not tell it: <see cref="StandIn"/>.</summary>
    public required Guid JournalId { get; init; }

    /// <summary>What takes the place of an id that is not told: <c>student-610001</c>, <c>staff-930002</c>.</summary>
    public string? StandIn { get; internal set; }

    /// <summary>The key in the routes of links and chats.</summary>
    public string Id => StandIn ?? JournalId.ToString();

    /// <summary>As on the wire of the lists; <see langword="null"/> where the journal does not tell it.</summary>
    public Guid? PersonId => StandIn is null ? JournalId : null;

    /// <summary>«Фамилия Имя Отчество», as written in the journal.</summary>
    public required string Name { get; set; }

    public required long UserId { get; init; }

    /// <summary>The first that fits of employee, student, parent.</summary>
    public required SimulatedRole Role { get; init; }

    public SimulatedLink Max { get; internal set; } = SimulatedLink.None;

    public SimulatedLink VkId { get; internal set; } = SimulatedLink.None;

    /// <summary>Chats the person is in. The journal shows them only while the person is linked to the messenger.</summary>
    public IReadOnlyList<long> Chats { get; internal set; } = [];
}

/// <summary>A student's profile; one person may have two.</summary>
public sealed class SimulatedStudent
{
    public required long Id { get; init; }

    public required SimulatedPerson Person { get; init; }

    /// <summary>Text as on the wire: <c>dd.MM.yyyy</c>, in dirty rows another form; <see langword="null"/> when unknown.</summary>
    public string? BirthDate { get; set; }

    public required DateOnly EnlistedOn { get; init; }

    public DateOnly? LeftOn { get; internal set; }

    public required DateOnly UpdatedOn { get; init; }

    public required long ClassUnitId { get; init; }

    public List<SimulatedParent> Parents { get; } = [];
}

/// <summary>A representative as listed under a student.</summary>
public sealed record SimulatedParent(long Id, SimulatedPerson Person);

/// <summary>An employee's profile.</summary>
public sealed class SimulatedTeacher
{
    public required long Id { get; init; }

    public required SimulatedPerson Person { get; init; }

    public required long IntegrationId { get; init; }

    public required DateOnly UpdatedOn { get; init; }

    public required IReadOnlyList<long> ManagedClassUnitIds { get; init; }
}

/// <summary>A change of a person that is already decided when the journal starts: it shows from <paramref name="ShowsAt"/> (UTC).</summary>
public sealed record ScheduledChange(string PersonId, DateTime ShowsAt, PersonChange Change);

/// <summary>What the organisation changes about a person; <see langword="null"/> leaves a thing as it is.</summary>
public sealed record PersonChange
{
    public SimulatedLinkState? Max { get; init; }

    public SimulatedLinkState? VkId { get; init; }

    /// <summary>The chats the person is in from now on.</summary>
    public IReadOnlyList<long>? Chats { get; init; }

    /// <summary>True: left the organisation, and the chats with it unless <see cref="Chats"/> says otherwise.</summary>
    public bool? Left { get; init; }

    /// <summary>«Фамилия Имя Отчество».</summary>
    public string? Name { get; init; }

    /// <summary>Shows at once instead of by the 14:00 rule.</summary>
    public bool Now { get; init; }
}
