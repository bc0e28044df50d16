using Sferum.Admin.Core.Journal.Attention;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.People;

/// <summary>The state of the list that stands in the address. The text of a search is not a part of it (DESIGN §3).</summary>
/// <param name="Page">Number of the page for the eye; the place itself is <paramref name="After"/> or <paramref name="Before"/>.</param>
public sealed record PeopleAddress(
    PeopleTab Tab = PeopleTab.All,
    Guid? Group = null,
    LinkState? Link = null,
    AttentionKind? Need = null,
    bool WithoutBirthDate = false,
    bool WithoutPhone = false,
    PeopleSort Sort = PeopleSort.Name,
    bool Descending = false,
    Guid? After = null,
    Guid? Before = null,
    int Page = 1)
{
    private const string On = "1";

    /// <summary>Something narrows the list beside the tab.</summary>
    public bool HasFilters => Group is not null || Link is not null || Need is not null || WithoutBirthDate || WithoutPhone;

    /// <summary>The same list from its beginning.</summary>
    public PeopleAddress First => this with { After = null, Before = null, Page = 1 };

    /// <summary>Reads what is understood and forgets the rest.</summary>
    public static PeopleAddress Read(Func<string, string?> query) => new(
        Address.Choice<PeopleTab>(query("tab")),
        Id(query("group")),
        query("link") is { Length: > 0 } link && Enum.TryParse<LinkState>(link, ignoreCase: true, out var state) && char.IsLetter(link[0]) ? state : null,
        query("need") is { Length: > 0 } need && Enum.TryParse<AttentionKind>(need, ignoreCase: true, out var kind) && char.IsLetter(need[0]) ? kind : null,
        query("nobirth") == On,
        query("nophone") == On,
        Address.Choice<PeopleSort>(query("sort")),
        query("desc") == On,
        Id(query("after")),
        Id(query("before")),
        Address.Page(query("page")));

    public PeopleRequest Request(string text) => new(
        new PeopleFilter { Tab = Tab, Text = text, StudyGroupId = Group, Link = Link, Attention = Need, WithoutBirthDate = WithoutBirthDate, WithoutPhone = WithoutPhone },
        Sort,
        Descending,
        After,
        After is null ? Before : null);

    public override string ToString() => Address.Of(
        "/people",
        ("tab", Address.Choice(Tab)),
        ("group", Group?.ToString()),
        ("link", Link?.ToString().ToLowerInvariant()),
        ("need", Need?.ToString().ToLowerInvariant()),
        ("nobirth", WithoutBirthDate ? On : null),
        ("nophone", WithoutPhone ? On : null),
        ("sort", Address.Choice(Sort)),
        ("desc", Descending ? On : null),
        ("after", After?.ToString()),
        ("before", Before?.ToString()),
        ("page", Address.Page(Page)));

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;
}
