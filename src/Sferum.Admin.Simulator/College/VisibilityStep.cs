using Sferum.Admin.Core.Chats;

namespace Sferum.Admin.Simulator.College;

/// <summary>The projection of the observations, by the portal's own rule.</summary>
internal static class VisibilityStep
{
    public static void Run(InventedCollege college)
    {
        foreach (var latest in college.Observations.GroupBy(o => (o.ChatId, o.PersonId)).Select(g => VisibilityProjection.Latest(g)!))
        {
            college.Visibilities.Add(new ChatVisibility
            {
                ChatId = latest.ChatId,
                PersonId = latest.PersonId,
                ObservationId = latest.Id,
                SourceId = latest.SourceId,
                State = latest.State,
                Method = latest.Method,
                AsOf = latest.LastAsOf,
                ByUserId = latest.ByUserId,
            });
        }
    }
}
