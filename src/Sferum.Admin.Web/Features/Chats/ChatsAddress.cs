using Sferum.Admin.Core.Chats;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Chats;

/// <summary>The state of the list of chats, all of it in the address.</summary>
public sealed record ChatsAddress(ChatFilter Filter = ChatFilter.All, ChatSort Sort = ChatSort.Title, bool Descending = false, int Page = 1)
{
    private const string On = "1";

    public ChatsRequest Request => new(Filter, Sort, Descending, Page);

    public static ChatsAddress Read(string? filter, string? sort, string? descending, string? page) => new(
        Address.Choice<ChatFilter>(filter), Address.Choice<ChatSort>(sort), descending == On, Address.Page(page));

    public override string ToString() => Address.Of(
        "/chats",
        ("filter", Address.Choice(Filter)),
        ("sort", Address.Choice(Sort)),
        ("desc", Descending ? On : null),
        ("page", Address.Page(Page)));
}
