using System.Globalization;
using Sferum.Admin.Core.Calendar;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Core.StudyGroups;

/// <summary>All that <see cref="MarkHints"/> look at: one person of a marks page.</summary>
/// <param name="State">As the rules say, before anything is hidden from the reader.</param>
/// <param name="Reason">Of «не применимо».</param>
/// <param name="Since">UTC moment of what decided the state.</param>
/// <param name="RecheckAt">Of a claim, UTC.</param>
/// <param name="CorrectionShowsAt">UTC moment at which ЭПОС shows a correction made there; only one still to come.</param>
/// <param name="Refusal">The refusal in force.</param>
/// <param name="Memberships">What the page's chats want of the person.</param>
internal sealed record HintFacts(
    LinkState State,
    string? Reason,
    DateTime? Since,
    DateTime? RecheckAt,
    DateTime? CorrectionShowsAt,
    RefusalFact? Refusal,
    bool HasPhone,
    bool IsRepresentative,
    IReadOnlyList<(DesiredMembership Membership, VisibilityState State, DateTime? AsOf)> Memberships);

internal sealed record RefusalFact(Guid Id, DateOnly From, AlternativeChannel Channel);

/// <summary>«Что мешает, что дальше»: one sentence a person, the first that applies. Pure.</summary>
internal static class MarkHints
{
    /// <param name="epos">ЭПОС's clock: a must it cannot show yet is not missing.</param>
    /// <param name="oldAfterDays">Days after which a look is old.</param>
    public static string? Of(HintFacts facts, EposClock epos, SchoolClock clock, int oldAfterDays)
    {
        if (facts.Refusal is { } refusal)
        {
            return $"Отказ с {RussianText.Date(refusal.From)}, связь — {ChannelText.Of(refusal.Channel)}";
        }

        if (facts.State == LinkState.NotApplicable)
        {
            return facts.Reason;
        }

        if (facts.State == LinkState.NeedsRelink)
        {
            return facts.Since is { } broken ? $"Привязка потеряна {Day(clock, broken)} — перепривязать" : "Перепривязать";
        }

        return Waiting(facts, epos, clock) ?? Missing(facts) ?? Unlinked(facts) ?? Look(facts, clock, oldAfterDays);
    }

    /// <summary>Whether ЭПОС has not had its time yet: nothing can be held against the person.</summary>
    public static bool Waits(HintFacts facts, EposClock epos, SchoolClock clock) =>
        facts.Refusal is null && facts.State != LinkState.NotApplicable && ShowsAt(facts, epos, clock) is not null;

    private static string? Waiting(HintFacts facts, EposClock epos, SchoolClock clock)
    {
        if (ShowsAt(facts, epos, clock) is { } shows)
        {
            var what = facts.CorrectionShowsAt == shows ? "Исправлено в ЭПОС"
                : facts.RecheckAt == shows && facts.Since is { } claimed ? $"Заявлено {Day(clock, claimed)}"
                : "Внесено в списки";
            return $"{what}, ЭПОС покажет {EposMoment.After(clock, shows)}";
        }

        return facts is { State: LinkState.SelfReported, Since: { } said }
            ? $"Заявлено {Day(clock, said)}, ЭПОС уже должен показывать — посмотреть"
            : null;
    }

    private static string? Missing(HintFacts facts)
    {
        if (!facts.Memberships.Any(row => row is { Membership.Demand: Demand.Must, State: VisibilityState.Missing }))
        {
            return null;
        }

        return facts.State is LinkState.Linked or LinkState.Verified
            ? "Привязан, но чата не видно — сверить ФИО и дату рождения в ЭПОС"
            : "Чата не видно — помочь с привязкой";
    }

    private static string? Unlinked(HintFacts facts) => facts.State switch
    {
        LinkState.NotInvited when !facts.HasPhone => facts.IsRepresentative ? "Нет телефона — попросить у студента" : "Нет телефона — спросить",
        LinkState.NotInvited => "Не приглашён — выдать приглашение",
        LinkState.Invited => "Приглашение выдано, чата ещё никто не видел",
        _ => null,
    };

    private static string? Look(HintFacts facts, SchoolClock clock, int oldAfterDays)
    {
        var musts = facts.Memberships.Where(row => row.Membership.Demand == Demand.Must).ToList();
        if (musts.Exists(row => row.State == VisibilityState.NotChecked))
        {
            return "Посмотреть в ЭПОС";
        }

        if (musts.Min(row => row.AsOf) is { } oldest && clock.Today.DayNumber - clock.DayOf(oldest).DayNumber > oldAfterDays)
        {
            return $"Смотрели {Day(clock, oldest)} — посмотреть снова";
        }

        return facts.Memberships.Any(row => row.Membership.Reason.Rule == ChatRule.RepresentativeOfAdultWithoutConsent && row.State == VisibilityState.Visible)
            ? "Студенту есть 18 — подтвердить согласие или вывести из чата"
            : facts.Memberships.Any(row => row.Membership.Reason.BirthDateUnknown) ? "Дата рождения студента неизвестна — считаем, что ему нет 18" : null;
    }

    /// <summary>The latest moment that is still to come: of a correction, of a claim, of a must the register learned of just now.</summary>
    private static DateTime? ShowsAt(HintFacts facts, EposClock epos, SchoolClock clock)
    {
        var now = clock.Now;
        var young = facts.Memberships
            .Where(row => row is { Membership.Demand: Demand.Must, State: not VisibilityState.Visible })
            .Select(row => row.Membership.Reason is { Since: { } since, RecordedAt: { } recorded } ? epos.ShowsAt(since, recorded) : (DateTime?)null);
        return young
            .Append(facts.State == LinkState.SelfReported ? facts.RecheckAt : null)
            .Append(facts.CorrectionShowsAt)
            .Where(moment => moment > now)
            .Max();
    }

    private static string Day(SchoolClock clock, DateTime at) => clock.DayOf(at).ToString("dd.MM", CultureInfo.InvariantCulture);
}
