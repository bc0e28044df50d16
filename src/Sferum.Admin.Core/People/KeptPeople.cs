using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Live;

namespace Sferum.Admin.Core.People;

/// <summary>
/// Pages of the list as this process knows them (ADR 026): the list is opened again and again between two changes of the register, by
/// one reader after another. Checks no access: an answer is kept for readers who read the same, by <see cref="PeopleQueries"/>.
/// </summary>
public sealed class KeptPeople(LiveNews news, TimeProvider time, SchoolClock clock) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private static readonly LiveTopic[] OfRegister = [LiveTopic.People, LiveTopic.Groups, LiveTopic.Chats, LiveTopic.Settings, LiveTopic.Refusals];

    private readonly Kept<(SameReader, DateOnly, PeopleRequest), Page> _pages = new(news, time, Longest, (change, page) =>
        change.Topics.Overlaps(OfRegister) || change.Concerns([LiveTopic.Marks], page.Shown), most: 200);

    private readonly Kept<(SameReader, DateOnly), IReadOnlyDictionary<PeopleTab, int>> _tabs = new(news, time, Longest, (change, _) => change.Topics.Overlaps(OfRegister));

    private readonly Kept<(SameReader, DateOnly), PeopleChoices> _choices = new(news, time, Longest, (change, _) => change.Topics.Overlaps(OfRegister));

    /// <summary>A page, kept when it says the same until somebody on it is marked: no search, and no filter by what marks change.</summary>
    internal async Task<PeopleListing> PageAsync(Actor actor, PeopleRequest request, Func<CancellationToken, Task<PeopleListing>> read, CancellationToken ct)
    {
        var filter = request.Filter;
        if (filter.IsByMarks || filter.Courses.Count > 0 || !PeopleSearch.Parse(filter.Text).IsEmpty)
        {
            return await read(ct);
        }

        // Records compare lists by reference.
        var asked = request with { Filter = filter with { Text = null, Links = [], Courses = [] } };
        var page = await _pages.GetAsync((SameReader.Of(actor), clock.Today, asked), async reading => Page.Of(await read(reading)), ct);
        return page.Listing;
    }

    internal Task<IReadOnlyDictionary<PeopleTab, int>> TabsAsync(Actor actor, Func<CancellationToken, Task<IReadOnlyDictionary<PeopleTab, int>>> read, CancellationToken ct) =>
        _tabs.GetAsync((SameReader.Of(actor), clock.Today), read, ct);

    internal Task<PeopleChoices> ChoicesAsync(Actor actor, Func<CancellationToken, Task<PeopleChoices>> read, CancellationToken ct) =>
        _choices.GetAsync((SameReader.Of(actor), clock.Today), read, ct);

    /// <inheritdoc/>
    public void Dispose()
    {
        _pages.Dispose();
        _tabs.Dispose();
        _choices.Dispose();
    }

    private sealed record Page(PeopleListing Listing, IReadOnlySet<Guid> Shown)
    {
        public static Page Of(PeopleListing listing) => new(listing, listing.Rows.Select(row => row.Id).ToHashSet());
    }
}
