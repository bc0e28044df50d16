using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.Orders;

namespace Sferum.Admin.Core.StudyGroups;

/// <summary>A study group as it is typed.</summary>
public sealed class GroupForm
{
    private const int EarliestIntake = 2000;

    public static IReadOnlyList<FormField<GroupForm>> Fields { get; } =
    [
        new(nameof(Name), "Название", form => FieldText.Of(GroupNaming.Normal(form.Name) ?? form.Name), (from, to) => to.Name = from.Name),
        new(nameof(ProgramId), "Программа", form => FieldText.Of(form.ProgramName), (from, to) => (to.ProgramId, to.ProgramName) = (from.ProgramId, from.ProgramName)),
        new(nameof(StudyMode), "Форма обучения", form => Words(form.StudyMode), (from, to) => to.StudyMode = from.StudyMode),
        new(nameof(AdmissionBase), "База", form => Words(form.AdmissionBase), (from, to) => to.AdmissionBase = from.AdmissionBase),
        new(nameof(IntakeYear), "Год набора", form => FieldText.Of(form.IntakeYear?.ToString(System.Globalization.CultureInfo.InvariantCulture)), (from, to) => to.IntakeYear = from.IntakeYear),
        new(nameof(From), "Первый день", form => FieldText.Of(form.From), (from, to) => to.From = from.From),
    ];

    /// <summary>Of a known group the name of today, written wrongly; a new name from a day on is <see cref="RenameGroup"/>.</summary>
    public string Name { get; set; } = "";

    public Guid? ProgramId { get; set; }

    /// <summary>For the eye.</summary>
    public string ProgramName { get; set; } = "";

    public StudyMode? StudyMode { get; set; }

    public AdmissionBase? AdmissionBase { get; set; }

    public int? IntakeYear { get; set; }

    public DateOnly? From { get; set; }

    public static string Words(StudyMode? mode) => mode switch
    {
        StudyGroups.StudyMode.FullTime => "очная",
        StudyGroups.StudyMode.PartTime => "очно-заочная",
        StudyGroups.StudyMode.Extramural => "заочная",
        _ => RussianText.NoValue,
    };

    public static string Words(AdmissionBase? admission) => admission switch
    {
        StudyGroups.AdmissionBase.NineYears => "9 классов",
        StudyGroups.AdmissionBase.ElevenYears => "11 классов",
        _ => RussianText.NoValue,
    };

    internal Error? Check(ReasonForm reason, DateOnly today) => new FormCheck()
        .Add(GroupNaming.Check(Name, nameof(Name)))
        .Must(IntakeYear is null || (IntakeYear >= EarliestIntake && IntakeYear <= today.Year + 1), nameof(IntakeYear), $"Год набора — от {EarliestIntake} до {today.Year + 1}.")
        .Period(From, null, today)
        .Reason(reason, today)
        .Error;
}

/// <param name="Shown">The group as the form was opened with; <see langword="null"/> for a new one.</param>
public sealed record EditGroupRequest(FormState<GroupForm>? Shown, GroupForm Typed, ReasonForm Reason);

/// <summary>Opens a study group, a cohort that keeps its identity over the years, or corrects one.</summary>
public sealed class EditGroup(RegisterEditor editor)
{
    public Task<Result<FormState<GroupForm>>> FormAsync(Actor actor, Guid groupId, CancellationToken ct) => editor.ReadAsync(
        actor,
        async db => await db.StudyGroups.AsNoTracking().FirstOrDefaultAsync(row => row.Id == groupId, ct) is { } row ? (await StateAsync(db, row, ct), null) : ((FormState<GroupForm>, Guid?)?)null,
        "Группа не найдена.",
        ct);

    public Task<Result<EditConsequences>> PreviewAsync(Actor actor, EditGroupRequest request, CancellationToken ct) =>
        editor.PreviewAsync(actor, () => request.Typed.Check(request.Reason, editor.Clock.Today), async change => (await ChangeAsync(change, request)).Error, ct);

    /// <returns>Of a new group the receipt names it (<see cref="EditReceipt.Added{T}"/>).</returns>
    public Task<Result<EditResult<GroupForm>>> SaveAsync(Actor actor, EditGroupRequest request, CancellationToken ct) =>
        editor.SaveAsync<GroupForm>(actor, request.Shown is null ? "group-add" : "group-edit", () => request.Typed.Check(request.Reason, editor.Clock.Today), change => ChangeAsync(change, request), ct);

    private async Task<FormState<GroupForm>> StateAsync(AppDbContext db, StudyGroup row, CancellationToken ct)
    {
        var name = await GroupNaming.CurrentAsync(db, row.Id, editor.Clock.Today, ct);
        var program = row.ProgramId is { } id ? await db.Programs.Where(known => known.Id == id).Select(known => known.Title).FirstOrDefaultAsync(ct) : null;
        return new FormState<GroupForm>(row.Id, row.Version, new GroupForm
        {
            Name = name?.Name ?? "",
            ProgramId = row.ProgramId,
            ProgramName = program ?? "",
            StudyMode = row.StudyMode,
            AdmissionBase = row.AdmissionBase,
            IntakeYear = row.IntakeYear,
            From = row.ValidFrom,
        });
    }

    private async Task<Result<EditResult<GroupForm>>> ChangeAsync(RegisterChange change, EditGroupRequest request)
    {
        var (db, ct, typed, from) = (change.Db, change.Ct, request.Typed, request.Typed.From!.Value);
        var name = GroupNaming.Normal(typed.Name)!;
        if (request.Shown is null)
        {
            if (await GroupNaming.TakenAsync(db, null, name, from, ct) is { } taken)
            {
                return taken;
            }

            var added = await change.BeginAsync(
                new StudyGroup { ProgramId = typed.ProgramId, StudyMode = typed.StudyMode, AdmissionBase = typed.AdmissionBase, IntakeYear = typed.IntakeYear }, from, null, request.Reason, OrderKind.Other);
            await change.BeginAsync(new StudyGroupName { StudyGroupId = added.Id, Name = name }, from, null, request.Reason, OrderKind.Other);
            change.TouchGroup(added.Id);
            change.TouchEverybody();
            change.From(from);
            return EditResult.Clear<GroupForm>();
        }

        if (await db.StudyGroups.FirstOrDefaultAsync(row => row.Id == request.Shown.Id, ct) is not { } group)
        {
            return Error.NotFound("Группа не найдена.");
        }

        var now = await StateAsync(db, group, ct);
        // A name is a row of its own, so the group's token alone does not tell of it.
        if (FormConflicts.Between(GroupForm.Fields, request.Shown.Values, typed, now.Values) is { Count: > 0 } conflicts)
        {
            return new EditResult<GroupForm>(now, conflicts, null);
        }

        if (await db.GroupMemberships.AnyAsync(row => row.StudyGroupId == group.Id && row.ValidFrom < from, ct) || group.ValidTo <= from)
        {
            return Error.Invalid("Первый день позже, чем в группе появились студенты.", nameof(typed.From));
        }

        var current = await GroupNaming.CurrentAsync(db, group.Id, change.Clock.Today, ct);
        if (current is not null && current.Name != name)
        {
            if (await GroupNaming.TakenAsync(db, group.Id, name, change.Clock.Today, ct) is { } taken)
            {
                return taken;
            }

            current.Name = name;
        }

        if (current?.ValidFrom == group.ValidFrom)
        {
            current.ValidFrom = from;
        }

        (group.ProgramId, group.StudyMode, group.AdmissionBase, group.IntakeYear) = (typed.ProgramId, typed.StudyMode, typed.AdmissionBase, typed.IntakeYear);
        await change.CorrectAsync(group, from, group.ValidTo?.AddDays(-1), request.Reason, OrderKind.Other);
        change.TouchGroup(group.Id);
        return EditResult.Clear<GroupForm>();
    }
}

/// <summary>Names of groups as people type them.</summary>
public static class GroupNaming
{
    private const int Longest = 60;

    /// <summary>The normal form; <see langword="null"/> for what is no group's name.</summary>
    public static string? Normal(string text) => string.IsNullOrWhiteSpace(text) ? null : GroupNameText.Normalize(text.Trim());

    /// <summary>Why the text is no name of a group.</summary>
    public static Error? Check(string text, string field) => (string.IsNullOrWhiteSpace(text), Normal(text)) switch
    {
        (true, _) => Error.Invalid("Укажите название.", field),
        (_, null) => Error.Invalid("Название группы — буквы и номер: «ИС-21», «ТО-22/9».", field),
        (_, { Length: > Longest }) => Error.Invalid($"Не длиннее {Longest} знаков.", field),
        _ => null,
    };

    /// <summary>The name of the day, the first one to come, or the last one of a group that is over.</summary>
    public static async Task<StudyGroupName?> CurrentAsync(AppDbContext db, Guid group, DateOnly day, CancellationToken ct)
    {
        var names = await db.StudyGroupNames.Where(row => row.StudyGroupId == group).OrderBy(row => row.ValidFrom).ToListAsync(ct);
        return names.LastOrDefault(row => row.Covers(day)) ?? names.FirstOrDefault(row => row.ValidFrom > day) ?? names.LastOrDefault();
    }

    /// <summary>Why the name cannot be borne from the day on: another cohort bears it then.</summary>
    public static async Task<Error?> TakenAsync(AppDbContext db, Guid? self, string name, DateOnly from, CancellationToken ct)
    {
        var key = RussianText.SearchKey(name);
        return await db.StudyGroupNames.AnyAsync(row => row.SearchKey == key && row.StudyGroupId != self && (row.ValidTo == null || from < row.ValidTo)
                && db.StudyGroups.Any(group => group.Id == row.StudyGroupId && (group.ValidTo == null || from < group.ValidTo)), ct)
            ? Error.Invalid($"Название {name} в эти дни носит другая группа. Сначала переименуйте или завершите её.", "Name")
            : null;
    }
}
