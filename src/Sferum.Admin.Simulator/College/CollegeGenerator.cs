using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Statistics;

namespace Sferum.Admin.Simulator.College;

/// <summary>
/// Invents a college: its people, groups and families, and what happened to their chats up to now, with the ordinary mess
/// (<see cref="Mess"/>). Pure: no database, no clock but the one given.
/// </summary>
public static class CollegeGenerator
{
    /// <summary>The seed of the demo and of the search for personal data in logs.</summary>
    public const ulong DemoSeed = 20240304;

    /// <summary>
    /// The same seed, moment and size give the same rows. Names, phones, e-mails and СНИЛС do not depend on the moment; every date does: the year and
    /// the looks of the last weeks are those around it.
    /// </summary>
    /// <param name="clock">Gives the moment up to which things happened, and the school's zone.</param>
    public static InventedCollege Generate(ulong seed, SchoolClock clock, CollegeSize size)
    {
        var draft = new Draft(seed, clock, size);
        OrganizationStep.Run(draft);
        StaffStep.Run(draft);
        FamilyStep.Run(draft);
        StudentStep.Run(draft);
        var mess = new MessStep(draft);
        var fates = FateStep.Run(draft);
        var links = new LinkStep(draft);
        links.Run(fates);
        var refusers = draft.College.OptOuts.Select(o => o.PersonId).ToList();
        links.RefuseBefore(refusers[0]);

        var register = new RegisterOnDay(draft.Today, CollegeFacts.Of(draft.College));
        var looks = new LookStep(draft);
        looks.Run(MandatoryChatRules.All(register, ChatRuleSettings.Default), fates, mess);
        VisibilityStep.Run(draft.College);
        draft.College.Mess = MessOf(draft, mess, fates, looks, refusers);
        draft.College.Past = new Lazy<IReadOnlyList<MetricSnapshot>>(() => PastWeeks.Of(draft.College, clock, draft.Dice.Fork("past")));
        return draft.College;
    }

    private static Mess MessOf(Draft draft, MessStep mess, Dictionary<Guid, Fate> fates, LookStep looks, List<Guid> refusers)
    {
        var withoutCurator = draft.Group(Cast.GroupWithoutCurator);
        var onLeave = draft.Group(Cast.Curators[Cast.CuratorOnLeave][0]);
        return new Mess
        {
            Expelled = new Intruder(mess.Expelled.Person.Id, ChatKind.Group, mess.Expelled.Group.Row.Id),
            ParentOfExpelled = new Intruder(mess.ParentOfExpelled.Id, ChatKind.Parents, mess.Expelled.Group.Row.Id),
            Restricted = new Intruder(mess.Restricted.RepresentativeId!.Value, ChatKind.Parents, draft.Group(Cast.GroupOfRestricted).Row.Id),
            GroupWithoutCurator = withoutCurator.Row.Id,
            GroupsShortOfAdministrators = [withoutCurator.Row.Id, draft.Group(Cast.Curators[Cast.Administrator][0]).Row.Id],
            GroupsOfAdults = [.. draft.Groups.Where(g => g.Plan.IsOfAdults).Select(g => g.Row.Id)],
            GroupsWithOldLook = looks.OldLooks,
            GroupsUnconfirmed = looks.Unconfirmed,
            CuratorOnLeave = onLeave.Curator!.Person.Id,
            Substitute = draft.Group(Cast.Curators[Cast.Substitute][0]).Curator!.Person.Id,
            SubstitutedGroup = onLeave.Row.Id,
            Refusers = refusers,
            RefusedTwice = refusers[0],
            ClaimsPastRecheck = With(Fate.ClaimPastRecheck),
            ClaimsBeforeRecheck = With(Fate.ClaimBeforeRecheck),
            NeedRelink = With(Fate.NeedsRelink),
            NotApplicable = With(Fate.NotApplicable),
            ParentsOfTwo = [.. draft.Families.Where(f => f.Children.Select(c => c.Group).Distinct().Count() == 2).SelectMany(f => f.Representatives).Select(r => r.Person.Id)],
            Twins = [.. draft.Families.First(f => f.Children.Count == 2 && f.Children[0].Group == f.Children[1].Group).Children.Select(c => c.Person.Id)],
            StaffParents = [.. draft.Families.Where(f => f.Employee is not null).Select(f => f.Employee!.Person.Id)],
            WardsOfOrganization = [.. draft.Families.Where(f => f.IsWard).Select(f => f.Children[0].Person.Id)],
            WithoutBirthDate = mess.WithoutBirthDate,
            SharedPhones = mess.SharedPhones,
            Renamed = mess.Renamed,
            OnAcademicLeave = mess.OnAcademicLeave,
            InArmy = mess.InArmy,
            Transferred = mess.Transferred,
            Dismissed = draft.College.Curators.First(c => c.StudyGroupId == withoutCurator.Row.Id).PersonId,
            AdultsWithConsent = mess.AdultsWithConsent,
        };

        IReadOnlyList<Guid> With(Fate fate) => [.. fates.Where(f => f.Value == fate).Select(f => f.Key)];
    }
}
