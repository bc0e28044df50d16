using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Export;

namespace Sferum.Admin.Web.Components.Lists;

/// <summary>A list that can be given out as a file: reads the same address as its page and the same rows as its query.</summary>
public interface IListExport
{
    /// <summary>Last part of the address <c>/export/…</c>.</summary>
    string What { get; }

    /// <summary>The list as the address says, with the columns that the user sees; a refusal where the list itself is refused.</summary>
    /// <param name="query">A value of the address by its name.</param>
    /// <param name="text">What is searched for; empty for no search.</param>
    Task<Result<ExportTable>> OpenAsync(Actor actor, Func<string, string?> query, string text, CancellationToken ct);
}
