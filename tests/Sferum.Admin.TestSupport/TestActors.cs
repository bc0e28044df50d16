using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.People;

namespace Sferum.Admin.TestSupport;

/// <summary>Who acts in a test.</summary>
public static class TestActors
{
    private static readonly Guid AdministratorId = Guid.Parse("0197a000-0000-7000-8000-000000000001");
    private static readonly Guid DirectorId = Guid.Parse("0197a000-0000-7000-8000-000000000002");
    private static readonly Guid NobodyId = Guid.Parse("0197a000-0000-7000-8000-000000000003");

    public static Actor Administrator { get; } = Actor.User(AdministratorId, null, [PortalRole.Administrator]);

    public static Actor Director { get; } = Actor.User(DirectorId, null, [PortalRole.Director]);

    /// <summary>A signed-in user without any role: everything must refuse him.</summary>
    public static Actor Nobody { get; } = Actor.User(NobodyId, null, []);

    /// <summary>The person's account with the role of a curator; the groups come from the assignments in the database.</summary>
    public static Actor Curator(Person person) => Actor.User(person.Id, person.Id, [PortalRole.Curator]);
}
