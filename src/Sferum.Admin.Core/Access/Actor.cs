namespace Sferum.Admin.Core.Access;

/// <summary>Roles of this portal; a user may have several. Not the same as an administrator of a platform or of a chat.</summary>
public enum PortalRole
{
    Administrator,
    Curator,
    Director,
}

public enum ActorKind
{
    /// <summary>A signed-in user, in a circuit or a request, or named on the console.</summary>
    User,

    /// <summary>The owner of the server at its console.</summary>
    Console,

    /// <summary>A background job.</summary>
    System,
}

/// <summary>
/// Who asks. An explicit first parameter of every use case and query: a circuit, a request and a job each know it in their own way,
/// and no ambient accessor serves all three.
/// </summary>
public sealed record Actor
{
    private Actor()
    {
    }

    public required ActorKind Kind { get; init; }

    public Guid? UserId { get; private init; }

    /// <summary>The human being behind the user; a curator's groups hang on it.</summary>
    public Guid? PersonId { get; private init; }

    public IReadOnlySet<PortalRole> Roles { get; private init; } = new HashSet<PortalRole>();

    /// <summary>The job or <c>console</c>, where no user acts.</summary>
    public string? Name { get; private init; }

    /// <summary>A signed-in user with the roles read from the database just now.</summary>
    public static Actor User(Guid userId, Guid? personId, IEnumerable<PortalRole> roles) =>
        new() { Kind = ActorKind.User, UserId = userId, PersonId = personId, Roles = roles.ToHashSet() };

    /// <summary>The owner of the server at its console: acts as an administrator.</summary>
    public static Actor Console() =>
        new() { Kind = ActorKind.Console, Name = "console", Roles = new HashSet<PortalRole> { PortalRole.Administrator } };

    /// <summary>A background job: acts as an administrator, within its own purpose.</summary>
    public static Actor System(string job) =>
        new() { Kind = ActorKind.System, Name = job, Roles = new HashSet<PortalRole> { PortalRole.Administrator } };

    public bool Is(PortalRole role) => Roles.Contains(role);
}
