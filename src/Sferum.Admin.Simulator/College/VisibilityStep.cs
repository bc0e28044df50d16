using Sferum.Admin.Core.Chats;

namespace Sferum.Admin.Simulator.College;

/// <summary>The latest observation of each person in each chat.</summary>
internal static class VisibilityStep
{
    public static void Run(InventedCollege college)
    {
        foreach (var latest in college.Observations.GroupBy(o => (o.ChatId, o.PersonId)).Select(g => g.MaxBy(o => o.LastAsOf)!))
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
