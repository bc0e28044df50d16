using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Core.Journal.Connection;

/// <param name="Mode">How to read.</param>
/// <param name="Address">Base address, absolute, http or https; may be empty while the reading is off.</param>
/// <param name="ShownMode">The mode that stood on the screen before.</param>
/// <param name="ShownAddress">The address that stood on the screen before.</param>
public sealed record SaveConnectionRequest(JournalReaderMode Mode, string Address, JournalReaderMode ShownMode, string ShownAddress);

/// <summary>Says whether and where the journal is read. Another server makes a pasted session worthless: it is wiped.</summary>
public sealed class SaveJournalConnection(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, JournalSessionVault vault, IJournal? journal = null)
{
    /// <summary>Longest address, characters.</summary>
    public const int LongestAddress = 300;

    private static readonly Error CameSecond = Error.Conflict("Подключение только что изменил другой администратор. Ваши значения не записаны: сверьтесь с новыми и сохраните ещё раз.");

    public async Task<Result> SaveAsync(Actor actor, SaveConnectionRequest request, CancellationToken ct)
    {
        if (await access.DemandAsync(actor, Permission.ManageSettings, ct) is { } refused)
        {
            return refused;
        }

        var address = request.Address.Trim();
        if (Check(request.Mode, address) is { } invalid)
        {
            return invalid;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var stored = await SchoolSettings.LoadAsync(db, ct);
        if (stored.JournalMode != request.ShownMode || stored.JournalAddress != request.ShownAddress)
        {
            return CameSecond;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (ServerOf(stored.JournalAddress) is { } server && server != ServerOf(address))
        {
            // The key was given for one server; a mistyped other one must not be handed it.
            await vault.WipeWithinAsync(db, actor, "journal-session-wipe", null, ct);
        }

        await Setting.PutAsync(db, nameof(SchoolSettings.JournalMode), request.Mode.ToString(), ct);
        await Setting.PutAsync(db, nameof(SchoolSettings.JournalAddress), address, ct);
        db.Act(actor, "journal-connection");
        try
        {
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        catch (Exception e) when (e is DbUpdateConcurrencyException || e.IsUniqueViolation())
        {
            return CameSecond;
        }

        return Result.Ok;
    }

    private static string? ServerOf(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Authority) : null;

    private Error? Check(JournalReaderMode mode, string address)
    {
        const string field = nameof(SaveConnectionRequest.Address);
        if (address.Length == 0)
        {
            return mode == JournalReaderMode.Off ? null : Error.Invalid("Без адреса читать нечего. Укажите его целиком, например https://epos.example.ru.", field);
        }

        if (address.Length > LongestAddress || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return Error.Invalid("Нужен адрес целиком, начиная с http:// или https://, например https://epos.example.ru.", field);
        }

        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            return Error.Invalid("В адресе не должно быть имени, пароля и ничего после «?» и «#»: ключи вставляют отдельно.", field);
        }

        return mode != JournalReaderMode.Off && journal?.Refusal(new JournalConnection(mode, uri)) is { } refusal ? refusal with { Field = field } : null;
    }
}
