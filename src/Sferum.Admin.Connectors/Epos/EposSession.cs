using Microsoft.Extensions.Logging;
using Sferum.Admin.Connectors.Http;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Connectors.Epos;

/// <summary>The open session: asks by routes, reads rows, says how far each answer can be trusted.</summary>
internal sealed class EposSession(EposClient client, EposOptions options, TimeProvider time, ILogger log, string yearId) : IJournalSession
{
    public DateTime? ExpiresAt { get; } = time.GetUtcNow().UtcDateTime + options.SessionLife;

    public JournalCalls Calls => client.Calls;

    public async Task<JournalAnswer<string?>> NoticeAsync(CancellationToken ct)
    {
        var pages = await ListAsync(EposRoute.Notice, "acl/api/system_messages?published=true&today=true", (row, _) =>
        {
            var text = EposRows.Notice(row);
            return (text ?? "", text);
        }, ct);
        return Answer(EposRoute.Notice, pages, rows => rows.FirstOrDefault(t => t is not null));
    }

    public async Task<JournalAnswer<IReadOnlyList<JournalGroup>>> GroupsAsync(CancellationToken ct)
    {
        var pages = await ListAsync(EposRoute.Groups, $"core/api/class_units?academic_year_id={yearId}&with_home_based=true", (row, _) => Keyed(row, EposRows.Group(row)), ct);
        return Answer(EposRoute.Groups, pages, rows => rows);
    }

    public async Task<JournalAnswer<IReadOnlyList<JournalStudent>>> StudentsAsync(string groupId, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var query = $"core/api/student_profiles?academic_year_id={yearId}&class_unit_ids={Uri.EscapeDataString(groupId)}&with_parents=true";
        var pages = await ListAsync(EposRoute.Students, query, (row, _) => Keyed(row, EposRows.Student(row, groupId, today)), ct);
        return Answer(EposRoute.Students, pages, EposRows.Joined);
    }

    public async Task<JournalAnswer<IReadOnlyList<JournalEmployee>>> EmployeesAsync(CancellationToken ct)
    {
        var pages = await ListAsync(EposRoute.Employees, $"core/api/teacher_profiles?academic_year_id={yearId}", (row, _) => Keyed(row, EposRows.Employee(row)), ct);
        return Answer(EposRoute.Employees, pages, EposRows.Joined);
    }

    public async Task<JournalAnswer<IReadOnlyList<JournalSighting>>> SightingsAsync(string? groupId, CancellationToken ct)
    {
        var route = groupId is null ? EposRoute.StaffPersons : EposRoute.GroupPersons;
        var pages = await ListAsync(route, $"x-assumed/1/class_units/{Uri.EscapeDataString(groupId ?? "staff")}/persons", (row, asOf) =>
        {
            var sighting = EposRows.Sighting(row, asOf!.Value);
            return (sighting.PersonId, sighting);
        }, ct);
        return Answer(route, pages, rows => rows);
    }

    public async Task<JournalAnswer<JournalSighting>> SightingAsync(string personId, CancellationToken ct)
    {
        var path = $"x-assumed/1/persons/{Uri.EscapeDataString(personId)}";
        var reply = await client.SendAsync(EposRoute.PersonLinks, $"{path}/links", null, ct);
        var (links, trouble) = reply.Trouble is null ? Take(EposRoute.PersonLinks, reply, EposRows.PersonLinks) : (null, reply.Trouble);
        if (links is not null && !string.Equals(links.PersonId, personId, StringComparison.OrdinalIgnoreCase))
        {
            trouble = EposTrouble.WrongShape(EposRoute.PersonLinks);
        }

        if (links is null || trouble is not null)
        {
            return Give<JournalSighting>(EposRoute.PersonLinks, ReadingVerdict.Failed, null, null, trouble);
        }

        // Without a link the list of chats is empty and says nothing (contract §4.2): the call is saved.
        if (links.Links.All(l => l.State != JournalLinkState.Linked))
        {
            return Give(EposRoute.PersonLinks, ReadingVerdict.Complete, links, links.AsOf, null);
        }

        var pages = await ListAsync(EposRoute.PersonChats, $"{path}/chats", (row, _) => Keyed(row, EposRows.Chat(row)), ct);
        if (pages.Trouble is { } broken)
        {
            // Half a list of chats would read as «does not see the rest»; a sighting is whole or none.
            return Give<JournalSighting>(EposRoute.PersonChats, ReadingVerdict.Failed, null, null, broken);
        }

        var asOf = pages.AsOf < links.AsOf ? pages.AsOf.Value : links.AsOf;
        var isMixed = pages.AsOf != links.AsOf;
        return Give(
            EposRoute.PersonChats,
            isMixed ? ReadingVerdict.Partial : ReadingVerdict.Complete,
            links with { AsOf = asOf, Chats = pages.Rows },
            asOf,
            isMixed ? EposTrouble.MixedSnapshots(EposRoute.PersonChats) : null);
    }

    /// <summary>The session is the browser's: ending it here would sign the administrator out.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static (string Key, T Row) Keyed<T>(JsonRow row, T value) => (row.Id("id"), value);

    private Task<EposPages<T>> ListAsync<T>(EposRoute route, string query, Func<JsonRow, DateTime?, (string Key, T Row)> parse, CancellationToken ct) =>
        EposList.ReadAsync(client, options, route, query, parse, ct);

    private static (T? Value, JournalTrouble? Trouble) Take<T>(EposRoute route, EposReply reply, Func<JsonRow, T> parse)
        where T : class
    {
        try
        {
            return (parse(new JsonRow(reply.Body)), null);
        }
        catch (FieldException e)
        {
            return (null, EposTrouble.Field(route, e));
        }
    }

    private JournalAnswer<TValue> Answer<TRow, TValue>(EposRoute route, EposPages<TRow> pages, Func<IReadOnlyList<TRow>, TValue> map)
    {
        var trouble = pages.Trouble;
        return pages.IsFailed
            ? Give<TValue>(route, ReadingVerdict.Failed, default, null, trouble)
            : Give(route, trouble is null ? ReadingVerdict.Complete : ReadingVerdict.Partial, map(pages.Rows), pages.AsOf, trouble);
    }

    private JournalAnswer<T> Give<T>(EposRoute route, ReadingVerdict verdict, T? value, DateTime? asOf, JournalTrouble? trouble)
    {
        if (trouble is not null)
        {
            log.LogWarning("Reading {Route}: {Verdict}, {Kind} {Field}", route.Name, verdict, trouble.Kind, trouble.Field);
        }

        return new JournalAnswer<T>(verdict, value, time.GetUtcNow().UtcDateTime, asOf, trouble);
    }
}
