using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.People;

/// <param name="Text">As typed; never in an address and never in a log.</param>
/// <param name="IsContinued">The palette has searched already since it was opened: its search is on record.</param>
public sealed record PaletteRequest(string? Text, bool IsContinued = false);

/// <param name="People">At most <see cref="PaletteQueries.MaxPeople"/>, by name.</param>
/// <param name="HasMorePeople">The list of people has more than these.</param>
/// <param name="Groups">Groups whose name begins so.</param>
/// <param name="Chats">Chats of these groups, and «Преподаватели».</param>
/// <param name="IsRecorded">This search left an <see cref="AccessEntry"/>.</param>
public sealed record PaletteFound(IReadOnlyList<PersonRow> People, bool HasMorePeople, IReadOnlyList<GroupRef> Groups, IReadOnlyList<PaletteChat> Chats, bool IsRecorded)
{
    public static PaletteFound Nothing { get; } = new([], false, [], [], false);
}

public sealed record PaletteChat(Guid Id, string Title);

/// <summary>
/// What <c>Ctrl K</c> finds: people by words of the name, digits of a phone and the name of their group, groups, chats. In the reader's
/// scope, with a fixed number of queries.
/// </summary>
public sealed class PaletteQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, AccessLog log, SchoolClock clock)
{
    public const int MaxPeople = 6;

    public const int MaxGroups = 5;

    /// <summary>Fewer letters find everybody and nobody.</summary>
    public const int MinLength = 2;

    public async Task<Result<PaletteFound>> FindAsync(Actor actor, PaletteRequest request, CancellationToken ct)
    {
        var scope = await access.ScopeOfAsync(actor, Permission.ReadRegister, ct);
        if (!scope.IsOk)
        {
            return scope.Error!;
        }

        var text = (request.Text ?? "").Trim();
        if (text.Length < MinLength)
        {
            return PaletteFound.Nothing;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var words = PaletteWords.Parse(text);
        var groups = await GroupsAsync(db, scope.Value, words, ct);
        var (people, more, recorded) = await PeopleAsync(db, actor, scope.Value, words, groups, request.IsContinued, ct);
        var chats = await ChatsAsync(db, scope.Value, words, groups, ct);
        return new PaletteFound(people, more, groups, chats, recorded);
    }

    private async Task<IReadOnlyList<GroupRef>> GroupsAsync(AppDbContext db, AccessScope scope, PaletteWords words, CancellationToken ct)
    {
        var (first, second) = (words.Group[0], words.Group[^1]);
        var (all, own) = (scope.All, scope.StudyGroupIds.ToList());
        return await db.GroupNamesOn(clock.Today)
            .Where(name => name.SearchKey.StartsWith(first) || name.SearchKey.StartsWith(second))
            .Where(name => all || EF.Parameter(own).Contains(name.StudyGroupId))
            .OrderBy(name => name.SearchKey)
            .Take(MaxGroups)
            .Select(name => new GroupRef(name.StudyGroupId, name.Name))
            .ToListAsync(ct);
    }

    private async Task<(IReadOnlyList<PersonRow> Rows, bool More, bool Recorded)> PeopleAsync(
        AppDbContext db, Actor actor, AccessScope scope, PaletteWords words, IReadOnlyList<GroupRef> groups, bool isContinued, CancellationToken ct)
    {
        var byGroup = words.HasGroup && groups.Count > 0;
        if (words.People.IsEmpty && !byGroup)
        {
            return ([], false, false);
        }

        if (!isContinued)
        {
            await log.RecordAsync(actor, AccessKind.Searched, PeopleQueries.Subject, null, ct);
        }

        var today = clock.Today;
        var people = words.People.Apply(db.People.AsNoTracking().In(db, scope, actor.PersonId, today), db, today);
        if (byGroup)
        {
            people = people.In(db, new AccessScope(false, groups.Select(group => group.Id).ToHashSet()), null, today);
        }

        var heads = await people.OrderBy(person => person.SearchKey).ThenBy(person => person.Id)
            .Select(person => new PersonHead(person.Id, person.LastName, person.FirstName, person.Patronymic, person.BirthDate, person.CreatedAt, person.SearchKey))
            .Take(MaxPeople + 1)
            .ToListAsync(ct);
        var more = heads.Count > MaxPeople;
        var rows = await PeopleRows.ReadAsync(db, heads[..Math.Min(heads.Count, MaxPeople)], actor, scope, clock, wholePhones: false, ct);
        return (rows, more, !isContinued);
    }

    private async Task<IReadOnlyList<PaletteChat>> ChatsAsync(AppDbContext db, AccessScope scope, PaletteWords words, IReadOnlyList<GroupRef> groups, CancellationToken ct)
    {
        var ids = groups.Select(group => (Guid?)group.Id).ToList();
        // «Преподаватели» has no group; whoever sees all may find it by its own name.
        var staff = scope.All && words.MaybeStaff;
        if (ids.Count == 0 && !staff)
        {
            return [];
        }

        var found = await MarkScope.AllChatsAsync(db, clock.Today, ct);
        return [.. found
            .Where(chat => chat.Key.StudyGroupId is { } group ? ids.Contains(group) : staff)
            .OrderBy(chat => chat.Title, StringComparer.Ordinal)
            .Take(MaxGroups)
            .Select(chat => new PaletteChat(chat.Id, chat.Title))];
    }
}

/// <summary>What was typed, taken apart: a word with letters and digits names a group, the rest people.</summary>
/// <param name="People">Words of a name and digits of a phone.</param>
/// <param name="Group">Spellings of what a group's name would begin with, as search keys.</param>
/// <param name="HasGroup">A word can only be a group's: people are looked for in it.</param>
internal sealed record PaletteWords(PeopleSearch People, IReadOnlyList<string> Group, bool HasGroup)
{
    private static readonly string StaffKey = RussianText.SearchKey("Преподаватели");

    /// <summary>«Преподаватели» begins with it.</summary>
    public bool MaybeStaff => Group.Any(key => StaffKey.StartsWith(key, StringComparison.Ordinal));

    /// <summary>«ИС-21», «Демен ис-21», «41-07». Pure.</summary>
    public static PaletteWords Parse(string text)
    {
        var typed = text[..Math.Min(text.Length, PeopleSearch.MaxLength)];
        var words = typed.Split([' ', '\u00A0', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
        var groups = words.Where(word => word.Any(char.IsLetter) && word.Any(char.IsAsciiDigit)).ToList();
        var rest = words.Except(groups);
        var group = groups.Count > 0 ? groups[0] : typed.Trim();
        var key = RussianText.SearchKey(group);
        return new PaletteWords(PeopleSearch.Parse(string.Join(' ', rest)), [key, RussianText.SearchKey(Lookalikes.ToCyrillic(group, out _))], groups.Count > 0);
    }
}
