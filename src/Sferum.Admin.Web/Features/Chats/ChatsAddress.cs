using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Views;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Chats;

/// <summary>The state of the list of chats, all of it in the address.</summary>
/// <param name="Kind">One kind of chats; <see langword="null"/> for all.</param>
/// <param name="Chat">The chat opened beside the list.</param>
public sealed record ChatsAddress(
    ChatFilter Filter = ChatFilter.All, ChatSort Sort = ChatSort.Title, bool Descending = false, int Page = 1, ChatKind? Kind = null, Guid? Chat = null)
{
    private const string On = "1";

    public ChatsRequest Request => new(Filter, Sort, Descending, Page, Kind);

    /// <summary>Keys of the chosen columns; empty for those kept for the user.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>What a saved view keeps and a file is made of: all but the place in the list.</summary>
    public string Query => Without(this with { Page = 1, Chat = null });

    /// <param name="query">A value of the address by its name.</param>
    public static ChatsAddress Read(Func<string, string?> query) => new(
        Address.Choice<ChatFilter>(query("filter")),
        Address.Choice<ChatSort>(query("sort")),
        query("desc") == On,
        Address.Page(query("page")),
        Enum.TryParse<ChatKind>(query("kind"), ignoreCase: true, out var kind) && kind != ChatKind.Custom ? kind : null,
        Guid.TryParse(query("chat"), out var chat) ? chat : null)
    {
        Columns = ListColumns.Read(query("cols")),
    };

    public override string ToString() => Address.Of(
        ChatsColumns.Page,
        ("kind", Kind?.ToString().ToLowerInvariant()),
        ("filter", Address.Choice(Filter)),
        ("sort", Address.Choice(Sort)),
        ("desc", Descending ? On : null),
        ("cols", Columns.Count > 0 ? ListColumns.Write(Columns) : null),
        ("page", Address.Page(Page)),
        ("chat", Chat?.ToString()));

    private static string Without(ChatsAddress address) => address.ToString() is var text && text.IndexOf('?') is >= 0 and var at ? text[(at + 1)..] : "";
}
