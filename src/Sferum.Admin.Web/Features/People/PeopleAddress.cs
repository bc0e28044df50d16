using System.Globalization;
using Sferum.Admin.Core.Journal.Attention;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Core.Views;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.People;

/// <summary>The state of the list that stands in the address. The text of a search is not a part of it (DESIGN §3).</summary>
public sealed record PeopleAddress
{
    /// <summary>Path of the list.</summary>
    public const string Path = "/people";

    private const string On = "1";
    private const char Separator = '.';

    /// <summary>Rows a page may have.</summary>
    public static readonly IReadOnlyList<int> Sizes = [25, PeopleRequest.DefaultSize, PeopleRequest.MaxSize];

    /// <summary>What narrows the list, without the text.</summary>
    public PeopleFilter Filter { get; init; } = new();

    public PeopleSort Sort { get; init; }

    public bool Descending { get; init; }

    /// <summary>Rows on a page.</summary>
    public int Size { get; init; } = PeopleRequest.DefaultSize;

    /// <summary>Keys of the columns; none = those the user chose before, or the usual ones.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The place in the list: the page after this row.</summary>
    public Guid? After { get; init; }

    /// <summary>The page before this row.</summary>
    public Guid? Before { get; init; }

    /// <summary>The last page.</summary>
    public bool Last { get; init; }

    /// <summary>Number of the page for the eye; the place itself is a row.</summary>
    public int Page { get; init; } = 1;

    /// <summary>The same list from its beginning.</summary>
    public PeopleAddress First => this with { After = null, Before = null, Last = false, Page = 1 };

    /// <summary>The list without its place: what a view keeps and a file is made of; empty for the list as everybody begins.</summary>
    public string Query => First.ToString() is var address && address.Length > Path.Length ? address[(Path.Length + 1)..] : "";

    /// <summary>Reads what is understood and forgets the rest.</summary>
    public static PeopleAddress Read(Func<string, string?> query) => new()
    {
        Filter = new PeopleFilter
        {
            Tab = Address.Choice<PeopleTab>(query("tab")),
            StudyGroupId = Id(query("group")),
            Courses = [.. Parts(query("course")).Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var course) ? course : 0).Where(course => course is >= 1 and <= Course.Most).Distinct().Order()],
            ProgramId = Id(query("program")),
            CuratorId = Id(query("curator")),
            Links = [.. Parts(query("link")).Select(Choice<LinkState>).OfType<LinkState>().Distinct().Order()],
            Attention = Choice<AttentionKind>(query("need") ?? ""),
            WithoutBirthDate = query("nobirth") == On,
            WithoutPhone = query("nophone") == On,
            WithSharedPhone = query("sharedphone") == On,
        },
        Sort = Address.Choice<PeopleSort>(query("sort")),
        Descending = query("desc") == On,
        Size = int.TryParse(query("size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && Sizes.Contains(size) ? size : PeopleRequest.DefaultSize,
        Columns = [.. ListColumns.Read(query("cols")).Where(key => PeopleColumns.All.Any(column => column.Key == key))],
        After = Id(query("after")),
        Before = Id(query("before")),
        Last = query("last") == On,
        Page = Address.Page(query("page")),
    };

    /// <summary>The page to read.</summary>
    /// <param name="text">What is searched for.</param>
    public PeopleRequest Request(string text) => new(Filter with { Text = text }, Sort, Descending, After, After is null ? Before : null, Size, Last);

    /// <summary>The list with another filter, from its beginning.</summary>
    public PeopleAddress With(PeopleFilter filter) => First with { Filter = filter };

    public override string ToString() => Address.Of(
        Path,
        ("tab", Address.Choice(Filter.Tab)),
        ("group", Filter.StudyGroupId?.ToString()),
        ("course", Join(Filter.Courses.Select(course => course.ToString(CultureInfo.InvariantCulture)))),
        ("program", Filter.ProgramId?.ToString()),
        ("curator", Filter.CuratorId?.ToString()),
        ("link", Join(Filter.Links.Select(state => state.ToString().ToLowerInvariant()))),
        ("need", Filter.Attention?.ToString().ToLowerInvariant()),
        ("nobirth", Filter.WithoutBirthDate ? On : null),
        ("nophone", Filter.WithoutPhone ? On : null),
        ("sharedphone", Filter.WithSharedPhone ? On : null),
        ("sort", Address.Choice(Sort)),
        ("desc", Descending ? On : null),
        ("size", Size == PeopleRequest.DefaultSize ? null : Size.ToString(CultureInfo.InvariantCulture)),
        ("cols", Columns.Count == 0 ? null : ListColumns.Write(Columns)),
        ("after", After?.ToString()),
        ("before", Before?.ToString()),
        ("last", Last ? On : null),
        ("page", Address.Page(Page)));

    private static string? Join(IEnumerable<string> parts) => string.Join(Separator, parts) is { Length: > 0 } text ? text : null;

    private static string[] Parts(string? text) => (text ?? "").Split(Separator, StringSplitOptions.RemoveEmptyEntries);

    private static T? Choice<T>(string text)
        where T : struct, Enum => text.Length > 0 && char.IsLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) ? value : null;

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;
}
