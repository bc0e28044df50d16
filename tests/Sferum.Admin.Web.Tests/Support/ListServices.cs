using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Export;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Reconciliation.Explaining;
using Sferum.Admin.Core.Views;
using Sferum.Admin.Web.Components.Lists;
using Sferum.Admin.Web.Features.People;

namespace Sferum.Admin.Web.Tests.Support;

/// <summary>What every list of the portal stands on.</summary>
internal static class ListServices
{
    /// <summary>Views, columns, files, marks for many and explanations over the test's database.</summary>
    public static void AddLists(this IServiceCollection services, TestDatabase database)
    {
        services.AddSingleton(database.Get<SavedViews>());
        services.AddSingleton(database.Get<ColumnChoices>());
        services.AddSingleton(database.Get<RecordPrint>());
        services.AddSingleton(database.Get<PeopleChoiceQueries>());
        services.AddSingleton(database.Get<ExplainQueries>());
        services.AddSingleton((PeopleMarks)database.Create(typeof(PeopleMarks)));
        services.AddSingleton<ExportTickets>();
    }
}
