using System.Text.Json;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Web.Cli;

/// <summary>The outcome of a check for machines: one entry of <c>runs</c> for each system read, with its sections.</summary>
internal static class CheckJson
{
    /// <param name="scope">What was asked for: <c>everyone</c>, <c>group/…</c>, <c>person/…</c>.</param>
    public static string Of(string scope, JournalCheckSummary run)
    {
        var scopes = run.Scopes;
        return JsonSerializer.Serialize(
            new
            {
                runs = new[]
                {
                    new
                    {
                        system = RegisterDefaults.JournalCode,
                        scope,
                        verdict = VerdictOf(run),
                        people = scopes.Sum(s => s.People),
                        linked = scopes.Sum(s => s.Linked),
                        chatsVisible = scopes.Sum(s => s.Seen),
                        chatsMissing = scopes.Sum(s => s.Missing),
                        calls = run.Calls.Sent,
                        refused = run.Calls.Refused,
                        seconds = Math.Round(run.Time.TotalSeconds, 1),
                        notRead = scopes.Sum(s => s.NotRead),
                        state = run.State.ToString().ToLowerInvariant(),
                        note = run.Note,
                        scopes = scopes.Select(s => new
                        {
                            scope = s.Scope.ToString(),
                            verdict = s.Verdict.ToString().ToLowerInvariant(),
                            people = s.People,
                            linked = s.Linked,
                            chatsVisible = s.Seen,
                            chatsMissing = s.Missing,
                            notRead = s.NotRead,
                            trouble = s.Trouble?.Sentence,
                        }),
                    },
                },
                errors = run.State is JobRunState.Failed or JobRunState.Skipped && run.Note is { } note ? new[] { note } : [],
            },
            Verb.JsonOptions);
    }

    public static string OfError(string sentence) => JsonSerializer.Serialize(new { runs = Array.Empty<object>(), errors = new[] { sentence } }, Verb.JsonOptions);

    /// <summary>Null when nothing was asked.</summary>
    private static string? VerdictOf(JournalCheckSummary run) => run.State switch
    {
        JobRunState.Succeeded => "complete",
        JobRunState.Failed => "failed",
        // Lists that were not read leave the people's reading whole.
        JobRunState.Partial => run.Scopes.All(s => s.Verdict == ReadingVerdict.Complete) ? "complete" : "partial",
        _ => null,
    };
}
