using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Chats.Marking;

/// <summary>What it takes to mark the people of a page, beside the looks themselves. Does not change itself.</summary>
/// <param name="Register">Who belongs in the chats.</param>
/// <param name="Rules">Of links, on the day.</param>
/// <param name="Authors">ФИО of every account by its id.</param>
public sealed record MarkBasis(MarkRegister Register, LinkRulesContext Rules, IReadOnlyDictionary<Guid, string> Authors)
{
    /// <param name="studyGroupId"><see langword="null"/> for «Преподаватели».</param>
    public static async Task<MarkBasis> ReadAsync(AppDbContext db, Guid? studyGroupId, SchoolClock clock, CancellationToken ct) => new(
        await MarkRegister.ReadAsync(db, studyGroupId, clock.Today, ct),
        await LinkRulesContext.LoadAsync(db, clock.Today, clock, ct),
        await db.Users.Select(user => new { user.Id, user.DisplayName }).ToDictionaryAsync(user => user.Id, user => user.DisplayName, ct));
}
