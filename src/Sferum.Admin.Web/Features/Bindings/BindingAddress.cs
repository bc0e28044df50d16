using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Bindings;

/// <summary>Addresses of the list of bindings: state, kind, group and page are all of the state there is.</summary>
/// <param name="Kind">Null = all kinds.</param>
/// <param name="Group">Null = all groups.</param>
public sealed record BindingAddress(BindingState State = BindingState.Exact, JournalRecordKind? Kind = null, Guid? Group = null, int Page = 1)
{
    public const string Path = "/settings/bindings";

    /// <summary>Reads the parts of an address; what is unknown is as if it were not there.</summary>
    public static BindingAddress Of(string? state, string? kind, string? group, string? page) => new(
        Address.Choice<BindingState>(state),
        kind is null ? null : Enum.GetValues<JournalRecordKind>().Where(k => Word(k) == kind).Select(k => (JournalRecordKind?)k).FirstOrDefault(),
        Guid.TryParse(group, out var id) ? id : null,
        Address.Page(page));

    public string Href => Address.Of(Path, ("state", Address.Choice(State)), ("kind", Kind is { } kind ? Word(kind) : null), ("group", Group?.ToString()), ("page", Address.Page(Page)));

    /// <summary>The same list from its first page.</summary>
    public BindingAddress First => this with { Page = 1 };

    private static string Word(JournalRecordKind kind) => kind.ToString().ToLowerInvariant();
}
