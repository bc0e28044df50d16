using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.Reconciliation.Explaining;

/// <summary>Reads what «Почему?» of one person and one chat rests on. The card, which was opened before, stands in the record of accesses.</summary>
public sealed class ExplainQueries(IDbContextFactory<AppDbContext> contexts, AccessPolicy access, SchoolClock clock)
{
    /// <summary>The answer with its chain; «не найдено» outside the reader's people and groups. The number of queries is fixed.</summary>
    public async Task<Result<ChatExplanation>> OfAsync(Actor actor, Guid personId, Guid chatId, CancellationToken ct)
    {
        if (await access.DemandPersonAsync(actor, Permission.ReadRegister, personId, ct) is { } refused)
        {
            return refused;
        }

        var scope = await access.ScopeOfAsync(actor, Permission.ReadRegister, ct);
        if (!scope.IsOk)
        {
            return scope.Error!;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var today = clock.Today;
        var chat = (await MarkScope.AllChatsAsync(db, today, ct)).FirstOrDefault(row => row.Id == chatId);
        if (chat is null || !(chat.Key.StudyGroupId is { } group ? scope.Value.Includes(group) : scope.Value.All))
        {
            return Error.NotFound("Чат не найден.");
        }

        var register = await RegisterReader.LoadAsync(db, today, RegisterScope.OfPersons([personId]), ct);
        var context = await LinkRulesContext.LoadAsync(db, today, clock, ct);
        var membership = MandatoryChatRules.DemandOf(register, personId, chat.Key, context.Settings.ChatRules);
        var link = (await (await CurrentLinks.LoadAsync(db, clock, ct)).OfAsync([personId], ct))[personId];
        var look = await db.ChatVisibilities.AsNoTracking().FirstOrDefaultAsync(row => row.PersonId == personId && row.ChatId == chatId, ct);
        var ground = await new ExplainGround(db, today).ReadAsync(personId, chat.Key, membership.Reason, ct);
        var refusals = RefusalView.IsOpenTo(actor);
        return ChatExplainer.Explain(
            new ExplainFacts
            {
                ChatId = chat.Id,
                ChatTitle = chat.Title,
                Membership = membership,
                Fact = ground.Fact,
                FactSource = ground.Source,
                AdultFrom = ground.AdultFrom,
                EndedOn = ground.EndedOn,
                Refusal = refusals ? await RefusalAsync(db, personId, ct) : null,
                RefusalsHidden = !refusals,
                RestrictionsHidden = !actor.Is(PortalRole.Administrator),
                Link = RefusalView.For(actor, link.State),
                State = look?.State ?? VisibilityState.NotChecked,
                From = await FromAsync(db, look, ct),
                Wait = await WaitAsync(db, personId, membership, link, context, ct),
            },
            today);
    }

    private async Task<ExplainRefusal?> RefusalAsync(AppDbContext db, Guid personId, CancellationToken ct) =>
        await db.OptOuts.InForce(clock.Today).Where(row => row.PersonId == personId).OrderBy(row => row.ValidFrom).Select(row => new { row.ValidFrom, row.AlternativeChannel }).FirstOrDefaultAsync(ct) is { } refusal
            ? new ExplainRefusal(refusal.ValidFrom, ChannelText.Of(refusal.AlternativeChannel))
            : null;

    private static async Task<Provenance?> FromAsync(AppDbContext db, ChatVisibility? look, CancellationToken ct)
    {
        if (look is null)
        {
            return null;
        }

        var users = await db.Users.Where(user => user.Id == look.ByUserId).ToDictionaryAsync(user => user.Id, user => user.DisplayName, ct);
        return Provenance.Of(look, await Provenance.TakenAtAsync(db, [look], ct), users);
    }

    /// <summary>The latest moment still to come: of a correction, of a claim, of a must that the register learned of just now.</summary>
    private async Task<ExplainWait?> WaitAsync(AppDbContext db, Guid personId, DesiredMembership membership, LinkStatusAnswer link, LinkRulesContext context, CancellationToken ct)
    {
        var now = clock.Now;
        var correction = await db.JournalCorrections.Where(row => row.PersonId == personId && row.ShowsAt > now).MaxAsync(row => (DateTime?)row.ShowsAt, ct);
        DateTime? young = membership is { Demand: Demand.Must, Reason: { Since: { } since, RecordedAt: { } recorded } } ? context.Epos.ShowsAt(since, recorded) : null;
        var claim = link.State == LinkState.SelfReported ? link.RecheckAt : null;
        (DateTime? At, string What)[] waits = [(correction, "Исправлено в ЭПОС"), (claim, "Привязка заявлена"), (young, "Внесено в списки")];
        return waits.Where(wait => wait.At > now).OrderByDescending(wait => wait.At).FirstOrDefault() is { At: { } at } latest
            ? new ExplainWait(latest.What, Calendar.EposMoment.After(clock, at))
            : null;
    }
}
