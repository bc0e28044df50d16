using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Reconciliation.Explaining;

/// <param name="Fact">The fact of the register in words; none without ground.</param>
/// <param name="Source">Its order, import or hand.</param>
/// <param name="AdultFrom">Of a represented child.</param>
/// <param name="EndedOn">Without ground: the first day without the last one.</param>
internal sealed record Ground(string? Fact, string? Source, DateOnly? AdultFrom, DateOnly? EndedOn);

/// <summary>Reads the fact behind a membership and puts it into words.</summary>
internal sealed class ExplainGround(AppDbContext db, DateOnly today)
{
    public async Task<Ground> ReadAsync(Guid personId, ChatKey chat, DesiredReason reason, CancellationToken ct) => reason.Fact switch
    {
        RegisterFact.Employment => await PostAsync(reason.FactId!.Value, ct),
        RegisterFact.CuratorAssignment => await CuratorAsync(reason.FactId!.Value, ct),
        RegisterFact.PlatformAdministrator => await AdministratorAsync(reason.FactId!.Value, ct),
        RegisterFact.GroupMembership => await StudyAsync(reason.FactId!.Value, ct),
        RegisterFact.Guardianship => await FamilyAsync(reason.FactId!.Value, chat.StudyGroupId!.Value, ct),
        _ => new Ground(null, null, null, await EndedOnAsync(personId, chat, ct)),
    };

    private async Task<Ground> PostAsync(Guid id, CancellationToken ct)
    {
        var post = await db.Employments.AsNoTracking().FirstAsync(row => row.Id == id, ct);
        return await GroundAsync(post, $"{post.Position}, с{RussianText.NoBreakSpace}{RussianText.Date(post.ValidFrom)}", null, ct);
    }

    private async Task<Ground> CuratorAsync(Guid id, CancellationToken ct)
    {
        var curator = await db.CuratorAssignments.AsNoTracking().FirstAsync(row => row.Id == id, ct);
        var role = curator.Kind == CuratorKind.Main ? "Куратор группы" : "Замещает куратора группы";
        return await GroundAsync(curator, $"{role} {await GroupNameAsync(curator.StudyGroupId, ct)} с{RussianText.NoBreakSpace}{RussianText.Date(curator.ValidFrom)}", null, ct);
    }

    private async Task<Ground> AdministratorAsync(Guid id, CancellationToken ct)
    {
        var administrator = await db.PlatformAdministrators.AsNoTracking().FirstAsync(row => row.Id == id, ct);
        return await GroundAsync(administrator, $"Администратор платформы с{RussianText.NoBreakSpace}{RussianText.Date(administrator.ValidFrom)}", null, ct);
    }

    private async Task<Ground> StudyAsync(Guid id, CancellationToken ct)
    {
        var study = await db.GroupMemberships.AsNoTracking().FirstAsync(row => row.Id == id, ct);
        return await GroundAsync(study, $"Учится в{RussianText.NoBreakSpace}{await GroupNameAsync(study.StudyGroupId, ct)} с{RussianText.NoBreakSpace}{RussianText.Date(study.ValidFrom)}", null, ct);
    }

    private async Task<Ground> FamilyAsync(Guid id, Guid group, CancellationToken ct)
    {
        var family = await db.Guardianships.AsNoTracking().FirstAsync(row => row.Id == id, ct);
        var child = await db.People.Where(row => row.Id == family.StudentId).Select(row => new { row.LastName, row.FirstName, row.BirthDate }).FirstAsync(ct);
        var study = await db.GroupMemberships.InForce(today).AsNoTracking().FirstOrDefaultAsync(row => row.PersonId == family.StudentId && row.StudyGroupId == group, ct);
        var since = study is null ? "" : $" с{RussianText.NoBreakSpace}{RussianText.Date(study.ValidFrom)}";
        return await GroundAsync(
            (DatedFact?)study ?? family,
            $"{child.LastName} {child.FirstName} учится в{RussianText.NoBreakSpace}{await GroupNameAsync(group, ct)}{since}; связь — {KinshipText.Of(family.Kind)}",
            child.BirthDate is { } birth ? Adulthood.AdultFrom(birth) : null,
            ct);
    }

    private async Task<Ground> GroundAsync(DatedFact fact, string words, DateOnly? adultFrom, CancellationToken ct) =>
        new(words, (await FactReasons.ReadAsync(db, [fact], ct)).Of(fact), adultFrom, null);

    /// <summary>When the last thing that led into the chat ended; null when nothing ever did.</summary>
    private async Task<DateOnly?> EndedOnAsync(Guid personId, ChatKey chat, CancellationToken ct) => chat switch
    {
        { Kind: ChatKind.Staff } => await db.Employments.Where(row => row.PersonId == personId && row.ValidTo <= today).MaxAsync(row => row.ValidTo, ct),
        { Kind: ChatKind.Group, StudyGroupId: { } group } => await db.GroupMemberships.Where(row => row.PersonId == personId && row.StudyGroupId == group && row.ValidTo <= today).Select(row => row.ValidTo)
            .Concat(db.CuratorAssignments.Where(row => row.PersonId == personId && row.StudyGroupId == group && row.ValidTo <= today).Select(row => row.ValidTo)).MaxAsync(ct),
        { StudyGroupId: { } group } => await FamilyEndedOnAsync(personId, group, ct),
        _ => null,
    };

    /// <summary>A family leads into «Родители» until the relation or the child's study ends, whichever is first.</summary>
    private async Task<DateOnly?> FamilyEndedOnAsync(Guid personId, Guid studyGroup, CancellationToken ct)
    {
        var families = await (
            from family in db.Guardianships
            where family.RepresentativeId == personId
            join study in db.GroupMemberships on family.StudentId equals study.PersonId
            where study.StudyGroupId == studyGroup
            select new { Family = family.ValidTo, Study = study.ValidTo }).ToListAsync(ct);
        var curated = await db.CuratorAssignments.Where(row => row.PersonId == personId && row.StudyGroupId == studyGroup).MaxAsync(row => row.ValidTo, ct);
        var ends = families.Select(row => new[] { row.Family, row.Study }.Min()).Append(curated).Where(end => end <= today).ToList();
        return ends.Count == 0 ? null : ends.Max();
    }

    private async Task<string> GroupNameAsync(Guid id, CancellationToken ct) =>
        await db.GroupNamesOn(today).Where(row => row.StudyGroupId == id).Select(row => row.Name).FirstOrDefaultAsync(ct) ?? "группе";
}
