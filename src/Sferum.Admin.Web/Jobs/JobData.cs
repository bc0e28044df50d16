using System.Globalization;
using Quartz;
using Sferum.Admin.Core.Jobs;

namespace Sferum.Admin.Web.Jobs;

/// <summary>What a trigger says to its job. Ids and names of parts only: on PostgreSQL it lies in tables of the scheduler's own.</summary>
/// <param name="Scope">The part asked for.</param>
/// <param name="Trigger">What made it run.</param>
/// <param name="UserId">Who asked.</param>
/// <param name="AskedAt">UTC; <see langword="null"/> for a schedule.</param>
internal sealed record JobData(string? Scope, JobTrigger Trigger, Guid? UserId, DateTime? AskedAt)
{
    public static JobData Of(IJobExecutionContext context)
    {
        var map = context.MergedJobDataMap;
        return new JobData(
            map.GetString(nameof(Scope)),
            Enum.TryParse<JobTrigger>(map.GetString(nameof(Trigger)), out var trigger) ? trigger : JobTrigger.Schedule,
            Guid.TryParse(map.GetString(nameof(UserId)), out var user) ? user : null,
            DateTime.TryParseExact(map.GetString(nameof(AskedAt)), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) ? at : null);
    }

    public JobDataMap ToMap()
    {
        var map = new JobDataMap { [nameof(Trigger)] = Trigger.ToString() };
        Add(nameof(Scope), Scope);
        Add(nameof(UserId), UserId?.ToString());
        Add(nameof(AskedAt), AskedAt?.ToString("O", CultureInfo.InvariantCulture));
        return map;

        void Add(string key, string? value)
        {
            if (value is not null)
            {
                map[key] = value;
            }
        }
    }
}
