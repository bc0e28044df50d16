using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sferum.Admin.Connectors.Http;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Connectors.Epos;

/// <summary>ЭПОС as a journal. Experimental: no contract of it is published; decision 014.</summary>
public sealed class EposJournal(IHttpClientFactory clients, IOptions<EposOptions> options, EposLimits limits, TimeProvider time, ILogger<EposJournal> log) : IJournal
{
    internal const string ClientName = "epos";

    public string Code => "epos";

    public Error? Refusal(JournalConnection connection) => EposGuard.Refusal(connection, options.Value);

    public async Task<JournalAnswer<IJournalSession>> OpenAsync(JournalConnection connection, JournalCredentials credentials, CancellationToken ct)
    {
        if (connection.Mode == JournalReaderMode.Off)
        {
            return Failed(EposTrouble.Off);
        }

        if (Refusal(connection) is { } refusal)
        {
            return Failed(EposTrouble.Refused(refusal));
        }

        if (!EposClient.IsSendable(credentials))
        {
            return Failed(EposTrouble.SessionRefused);
        }

        var client = new EposClient(clients.CreateClient(ClientName), connection.Address, credentials, limits);
        if (await SignInAsync(client, credentials, ct) is { } trouble)
        {
            return Failed(trouble);
        }

        var years = await EposList.ReadAsync(client, options.Value, EposRoute.Years, "core/api/academic_years", (row, _) => (row.Id("id"), EposRows.Year(row)), ct);
        return (years.Trouble, EposRows.CurrentYear(years.Rows)) switch
        {
            ({ } broken, _) => Failed(broken),
            (_, null) => Failed(EposTrouble.NothingCame(EposRoute.Years)),
            (_, { } year) => new(ReadingVerdict.Complete, new EposSession(client, options.Value, time, log, year), Now, years.AsOf, null),
        };
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Asks who the session belongs to and goes on as the profile that may read lists.</summary>
    private static async Task<JournalTrouble?> SignInAsync(EposClient client, JournalCredentials credentials, CancellationToken ct)
    {
        var reply = await client.SendAsync(EposRoute.Session, "lms/api/sessions", new Dictionary<string, string> { ["auth_token"] = credentials.Token }, ct);
        if (reply.Trouble is { } trouble)
        {
            return trouble;
        }

        try
        {
            var (user, profile) = EposRows.Session(new JsonRow(reply.Body));
            if (profile is null)
            {
                return EposTrouble.NotAdministrator;
            }

            (client.UserId, client.ProfileId) = (user, profile);
            return null;
        }
        catch (FieldException e)
        {
            return EposTrouble.Field(EposRoute.Session, e);
        }
    }

    private JournalAnswer<IJournalSession> Failed(JournalTrouble trouble)
    {
        log.LogWarning("Opening the journal: {Kind} {Field}", trouble.Kind, trouble.Field);
        return new(ReadingVerdict.Failed, null, Now, null, trouble);
    }
}
