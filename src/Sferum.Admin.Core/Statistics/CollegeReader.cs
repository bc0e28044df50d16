using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Statistics;

/// <summary>Loads <see cref="CollegeOnDay"/>: the same number of queries whatever the size.</summary>
internal static class CollegeReader
{
    /// <summary>
    /// Link states are computed from the facts and looks up to the day's end, not taken from the projection: right for a past
    /// day too, and at midnight without any write.
    /// </summary>
    public static async Task<CollegeOnDay> LoadAsync(AppDbContext db, LinkRulesContext context, CancellationToken ct)
    {
        var register = await RegisterReader.LoadAsync(db, context.Day, RegisterScope.College, ct);
        var evidence = await LinkEvidenceReader.LoadAsync(db, context, register, null, ct);
        var answers = evidence.ToDictionary(
            person => person.Key,
            person => LinkStatusRules.StatusOn(person.Value, context.Day, context.School, context.Settings.LinkRules));
        var readings = await SectionReadings.LoadAsync(db, register.GroupsInForce, context.Day, context.School.RangeOf(context.Day).To, ct);
        var appointed = await ChatsOfDay(db, context)
            .Join(db.ChatAdministrators.InForce(context.Day), c => c.Id, a => a.ChatId, (c, a) => new { c.Kind, c.StudyGroupId, a.PersonId })
            .ToListAsync(ct);
        return new CollegeOnDay(
            register, context.Settings.ChatRules, evidence, answers.ToDictionary(person => person.Key, person => person.Value.State), appointed.Select(a => (new ChatKey(a.Kind, a.StudyGroupId), a.PersonId)), readings.Incomplete)
        {
            HasReadings = readings.Complete.Count > 0,
            Rechecks = answers.Where(person => person.Value.RecheckAt is not null).ToDictionary(person => person.Key, person => person.Value.RecheckAt!.Value),
        };
    }

    /// <summary>Rows of the chat register that stand for the mandatory chats of the day.</summary>
    public static IQueryable<Chat> ChatsOfDay(AppDbContext db, LinkRulesContext context)
    {
        var years = db.AcademicYearOf(context.Day);
        return db.Chats.Where(c => c.PlatformId == context.PlatformId && (c.Kind == ChatKind.Staff || years.Any(y => y.Id == c.AcademicYearId)));
    }
}
