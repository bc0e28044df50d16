using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Simulator.College;

namespace Sferum.Admin.Simulator.World.Making;

/// <summary>Makes the journal of an invented college: what it lists, what is wrong with the rows, who is linked and sees what.</summary>
internal static class CollegeWorld
{
    public static SimulatedCollege Make(InventedCollege college)
    {
        var draft = new WorldDraft(college.Seed, college.Today, AcademicYear.Of(college.Today).StartsOn);
        var roll = RollStep.Run(draft, college);
        var spared = Spared(college);
        DoubtStep.Run(draft, college, roll, spared);
        ConflictStep.Run(draft, college, roll, spared);
        draft.ForgetUnlisted();
        SightStep.Run(draft, college);
        DeviationStep.Run(draft, college, spared);
        DirtStep.Run(draft, spared);
        return new SimulatedCollege(draft);
    }

    /// <summary>People who have a part in the register's own mess, or an account: nothing else happens to them.</summary>
    private static HashSet<Guid> Spared(InventedCollege college)
    {
        var mess = college.Mess;
        var shown = college.Group(Cast.CuratorGroup).Id;
        var students = college.Memberships.Where(m => m.StudyGroupId == shown).Select(m => m.PersonId).ToHashSet();
        return
        [
            .. students, .. college.Guardianships.Where(g => students.Contains(g.StudentId)).Select(g => g.RepresentativeId).OfType<Guid>(),
            .. college.Accounts.Select(a => a.PersonId), .. mess.Refusers, .. mess.ClaimsBeforeRecheck, .. mess.ClaimsPastRecheck, .. mess.NeedRelink, .. mess.NotApplicable,
            .. mess.Twins, .. mess.WardsOfOrganization, .. mess.WithoutBirthDate, .. mess.Renamed, .. mess.StaffParents,
            mess.Expelled.PersonId, mess.ParentOfExpelled.PersonId, mess.Restricted.PersonId, mess.OnAcademicLeave, mess.InArmy, mess.Transferred, mess.Substitute,
        ];
    }
}
