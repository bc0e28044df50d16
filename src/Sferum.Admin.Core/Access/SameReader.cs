namespace Sferum.Admin.Core.Access;

/// <summary>Who reads the same: whoever sees everything reads as any other with these roles, a curator as nobody but himself.</summary>
/// <param name="Roles">By value, in order.</param>
/// <param name="PersonId">Of a curator, whose groups are the person's own.</param>
public readonly record struct SameReader(string Roles, Guid? PersonId)
{
    public static SameReader Of(Actor actor) => new(string.Join(',', actor.Roles.Order()), actor.Is(PortalRole.Curator) ? actor.PersonId : null);
}
