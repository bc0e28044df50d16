using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Jobs;

/// <summary>Addresses of the page of jobs.</summary>
internal static class JobsAddress
{
    /// <param name="job">History of one job; all without it.</param>
    /// <param name="run">The run whose detail is open.</param>
    public static string Of(string? job, Guid? run = null) => Address.Of("/settings/jobs", ("job", job), ("run", run?.ToString("D")));
}
