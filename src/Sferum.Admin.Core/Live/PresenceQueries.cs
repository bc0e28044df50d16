using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Core.Live;

/// <param name="Names">«Южакова М. Ю.», in order.</param>
public sealed record PresentPeople(IReadOnlyList<string> Names);

/// <summary>Names of those who work at a group now, for whoever may see the group.</summary>
public sealed class PresenceQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, PresenceBoard board)
{
    /// <summary>«Южакова М. Ю.» of everybody at the group but the asker, by name.</summary>
    public async Task<Result<PresentPeople>> OthersAsync(Actor actor, Guid studyGroupId, CancellationToken ct)
    {
        if (await access.DemandGroupAsync(actor, Permission.ReadRegister, studyGroupId, ct) is { } refused)
        {
            return refused;
        }

        var users = board.At(studyGroupId).Where(user => user != actor.UserId).ToList();
        if (users.Count == 0)
        {
            return new PresentPeople([]);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var names = await db.Users.Where(user => users.Contains(user.Id)).OrderBy(user => user.DisplayName).Select(user => user.DisplayName).ToListAsync(ct);
        return new PresentPeople(names.ConvertAll(Short));
    }

    private static string Short(string displayName) =>
        displayName.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var last, .. var rest]
            ? RussianText.ShortName(last, rest.ElementAtOrDefault(0), rest.ElementAtOrDefault(1))
            : displayName;
}
