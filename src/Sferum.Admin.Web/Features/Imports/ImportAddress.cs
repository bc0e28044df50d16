using System.Globalization;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Import.Changes;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Imports;

/// <summary>What is shown of one import.</summary>
public enum ImportTab
{
    Changes,
    Issues,
    Understood,
}

/// <summary>Addresses of imports: tab, filter and page are all of the state there is.</summary>
public static class ImportAddress
{
    /// <summary>The list of imports.</summary>
    public static string List(ImportFilter? filter = null, int page = 1) => Address.Of(
        "/imports",
        ("state", filter?.State is { } state ? state.ToString().ToLowerInvariant() : null),
        ("kind", filter?.Kind is { } kind ? kind.ToString().ToLowerInvariant() : null),
        ("page", Address.Page(page)));

    /// <summary>What of the list is asked for.</summary>
    public static ImportFilter Filter(string? state, string? kind) => new(One<RosterImportState>(state), One<RosterKind>(kind));

    /// <summary>Changes by person.</summary>
    public static string Changes(Guid import, ImportOutcome? outcome = null, int page = 1)
        => Join(import, null, outcome is { } one ? ("outcome", Name(one)) : null, page);

    /// <summary>Remarks by row.</summary>
    public static string Issues(Guid import, string? code = null, int page = 1) => Join(import, "issues", code is null ? null : ("code", code), page);

    /// <summary>How the file was understood.</summary>
    public static string Understood(Guid import) => Join(import, "understood", null, 1);

    /// <summary>Changes when the address names no tab.</summary>
    public static ImportTab Tab(string? text) => text switch
    {
        "issues" => ImportTab.Issues,
        "understood" => ImportTab.Understood,
        _ => ImportTab.Changes,
    };

    /// <summary>Null for all people.</summary>
    public static ImportOutcome? Outcome(string? text) => text switch
    {
        "add" => ImportOutcome.Add,
        "update" => ImportOutcome.Update,
        "leave" => ImportOutcome.Leave,
        _ => null,
    };

    /// <summary>1 for what is no page.</summary>
    public static int Page(string? text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1;

    private static T? One<T>(string? text)
        where T : struct, Enum => text is { Length: > 0 } && char.IsLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) ? value : null;

    private static string Name(ImportOutcome outcome) => outcome switch
    {
        ImportOutcome.Add => "add",
        ImportOutcome.Leave => "leave",
        _ => "update",
    };

    private static string Join(Guid import, string? tab, (string Name, string Value)? filter, int page)
    {
        List<string> query = [];
        if (tab is not null)
        {
            query.Add($"tab={tab}");
        }

        if (filter is { } one)
        {
            query.Add($"{one.Name}={one.Value}");
        }

        if (page > 1)
        {
            query.Add($"page={page.ToString(CultureInfo.InvariantCulture)}");
        }

        return query.Count == 0 ? $"/imports/{import}" : $"/imports/{import}?{string.Join('&', query)}";
    }
}
