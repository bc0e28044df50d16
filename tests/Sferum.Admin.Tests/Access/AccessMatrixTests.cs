using Sferum.Admin.Core.Access;

namespace Sferum.Admin.Tests.Access;

/// <summary>
/// Who may do what. <see cref="Roles"/> says which role holds a permission, <see cref="Table"/> which permission a use case or query
/// asks for in its first line; a curator's reach to own groups is tested with each feature.
/// </summary>
public sealed class AccessMatrixTests
{
    private const string All = "Administrator, Director, Curator";

    /// <summary>Permission → roles that hold it.</summary>
    private static readonly Dictionary<Permission, string> Roles = new()
    {
        [Permission.ReadRegister] = All,
        [Permission.ReadToday] = All,
        [Permission.ReadStatistics] = "Administrator, Director",
        [Permission.ReadAudit] = "Administrator, Director",
        [Permission.Mark] = "Administrator, Curator",
        [Permission.ReadSensitive] = "Administrator, Curator",
        [Permission.MarkStaff] = "Administrator",
        [Permission.EditRegister] = "Administrator",
        [Permission.ImportRosters] = "Administrator",
        [Permission.ManageUsers] = "Administrator",
        [Permission.ManageSettings] = "Administrator",
        [Permission.RunChecks] = "Administrator, Curator",
    };

    /// <summary>Use case or query → permission of its first line. A new one belongs here.</summary>
    private static readonly Dictionary<string, Permission> Table = new()
    {
        ["AddUser.RunAsync"] = Permission.ManageUsers,
        ["ApplyRosterImport.DiscardAsync"] = Permission.ImportRosters,
        ["ApplyRosterImport.RunAsync"] = Permission.ImportRosters,
        ["ApplyRosterImport.RunDraftAsync"] = Permission.ImportRosters,
        ["AppointChatAdministrator.AppointAsync"] = Permission.EditRegister,
        ["AppointChatAdministrator.UndoAsync"] = Permission.EditRegister,
        ["AssignCurator.AssignAsync"] = Permission.EditRegister,
        ["AssignCurator.UndoAsync"] = Permission.EditRegister,
        ["CalendarQueries.PreviewAsync"] = Permission.ManageSettings,
        ["CalendarQueries.ReadAsync"] = Permission.ManageSettings,
        ["BindingQueries.OfPersonAsync"] = Permission.EditRegister,
        ["BindingQueries.PageAsync"] = Permission.EditRegister,
        ["BindingQueries.SummaryAsync"] = Permission.EditRegister,
        ["ChangeUser.IssueLinkAsync"] = Permission.ManageUsers,
        ["ChangeUser.SetLockedAsync"] = Permission.ManageUsers,
        ["ChangeUser.SetRolesAsync"] = Permission.ManageUsers,
        ["ChatQueries.AllAsync"] = Permission.ReadRegister,
        ["ChatQueries.CardAsync"] = Permission.ReadRegister,
        ["ChatQueries.ListAsync"] = Permission.ReadRegister,
        ["ChatQueries.PastAsync"] = Permission.ReadRegister,
        ["ChatRegister.EnsureAsync"] = Permission.EditRegister,
        ["ColumnChoices.ReadAsync"] = Permission.ReadRegister,
        ["ColumnChoices.SaveAsync"] = Permission.ReadRegister,
        ["ConfirmCalendarYear.ConfirmAsync"] = Permission.ManageSettings,
        ["ConfirmCalendarYear.UndoAsync"] = Permission.ManageSettings,
        ["ConfirmBindings.ConfirmAsync"] = Permission.EditRegister,
        ["ConfirmBindings.ConfirmExactAsync"] = Permission.EditRegister,
        ["ConfirmBindings.UndoAsync"] = Permission.EditRegister,
        ["CheckOfferQueries.OfAsync"] = Permission.RunChecks,
        ["ConfirmWeek.AskAsync"] = Permission.Mark,
        ["ConfirmWeek.ConfirmAsync"] = Permission.Mark,
        ["ConfirmWeek.RetractAsync"] = Permission.Mark,
        ["DropOldDrafts.RunAsync"] = Permission.ManageSettings,
        ["EditCalendarDay.EditAsync"] = Permission.ManageSettings,
        ["EditCalendarDay.UndoAsync"] = Permission.ManageSettings,
        ["EditPerson.SaveAsync"] = Permission.EditRegister,
        ["EditPersonQueries.FormAsync"] = Permission.EditRegister,
        ["AddPerson.AddAsync"] = Permission.EditRegister,
        ["AddPerson.AlikeAsync"] = Permission.EditRegister,
        ["DeleteFact.DeleteAsync"] = Permission.EditRegister,
        ["DeleteFact.PreviewAsync"] = Permission.EditRegister,
        ["EditChoiceQueries.FindPeopleAsync"] = Permission.EditRegister,
        ["EditChoiceQueries.ReadAsync"] = Permission.EditRegister,
        ["EditContacts.FormAsync"] = Permission.EditRegister,
        ["EditContacts.SaveAsync"] = Permission.EditRegister,
        ["EditCurator.FormAsync"] = Permission.EditRegister,
        ["EditCurator.PreviewAsync"] = Permission.EditRegister,
        ["EditCurator.SaveAsync"] = Permission.EditRegister,
        ["EditEmployment.FormAsync"] = Permission.EditRegister,
        ["EditEmployment.PreviewAsync"] = Permission.EditRegister,
        ["EditEmployment.SaveAsync"] = Permission.EditRegister,
        ["EditGroup.FormAsync"] = Permission.EditRegister,
        ["EditGroup.PreviewAsync"] = Permission.EditRegister,
        ["EditGroup.SaveAsync"] = Permission.EditRegister,
        ["EditGuardianship.FormAsync"] = Permission.EditRegister,
        ["EditGuardianship.PreviewAsync"] = Permission.EditRegister,
        ["EditGuardianship.SaveAsync"] = Permission.EditRegister,
        ["EditLeave.FormAsync"] = Permission.EditRegister,
        ["EditLeave.PreviewAsync"] = Permission.EditRegister,
        ["EditLeave.SaveAsync"] = Permission.EditRegister,
        ["EditPlatformAdministrator.FormAsync"] = Permission.EditRegister,
        ["EditPlatformAdministrator.PreviewAsync"] = Permission.EditRegister,
        ["EditPlatformAdministrator.SaveAsync"] = Permission.EditRegister,
        ["EndFact.EndAsync"] = Permission.EditRegister,
        ["EndFact.PreviewAsync"] = Permission.EditRegister,
        ["EndStudy.EndAsync"] = Permission.EditRegister,
        ["EndStudy.PreviewAsync"] = Permission.EditRegister,
        ["EnrolStudent.FormAsync"] = Permission.EditRegister,
        ["EnrolStudent.PreviewAsync"] = Permission.EditRegister,
        ["EnrolStudent.SaveAsync"] = Permission.EditRegister,
        ["GroupPeopleQueries.AgainAsync"] = Permission.ReadRegister,
        ["GroupPeopleQueries.ReadAsync"] = Permission.ReadRegister,
        ["MoveStudent.MoveAsync"] = Permission.EditRegister,
        ["MoveStudent.PreviewAsync"] = Permission.EditRegister,
        ["RenameGroup.PreviewAsync"] = Permission.EditRegister,
        ["RenameGroup.RenameAsync"] = Permission.EditRegister,
        ["UndoEdit.UndoAsync"] = Permission.EditRegister,
        ["ExplainQueries.OfAsync"] = Permission.ReadRegister,
        ["FirstSetup.RunAsync"] = Permission.ManageUsers,
        ["FormDrafts.DropAsync"] = Permission.ReadRegister,
        ["FormDrafts.ReadAsync"] = Permission.ReadRegister,
        ["FormDrafts.SaveAsync"] = Permission.ReadRegister,
        ["GroupQueries.ArchiveAsync"] = Permission.ReadRegister,
        ["GroupQueries.FileAsync"] = Permission.ReadRegister,
        ["GroupQueries.ListAsync"] = Permission.ReadRegister,
        ["GroupQueries.NamesAsync"] = Permission.ReadRegister,
        ["ImportQueries.GetAsync"] = Permission.ImportRosters,
        ["ImportQueries.IssuesAsync"] = Permission.ImportRosters,
        ["ImportQueries.ListAsync"] = Permission.ImportRosters,
        ["ImportReviewQueries.PeopleAsync"] = Permission.ImportRosters,
        ["ImportReviewQueries.UnderstoodAsync"] = Permission.ImportRosters,
        ["ImportReviewQueries.UploadRulesAsync"] = Permission.ImportRosters,
        ["JobQueries.LatestAsync"] = Permission.RunChecks,
        ["JobQueries.ReadAsync"] = Permission.ManageSettings,
        ["JobQueries.RunAsync"] = Permission.ManageSettings,
        ["JournalCheck.RunAsync"] = Permission.RunChecks,
        ["JournalConnectionQueries.ReadAsync"] = Permission.ManageSettings,
        ["MarkClaimed.MarkAsync"] = Permission.Mark,
        ["MarkInvited.MarkAsync"] = Permission.Mark,
        ["MarkNotApplicable.MarkAsync"] = Permission.Mark,
        ["MarkPreviewQueries.OfAsync"] = Permission.Mark,
        ["MarkVisibility.MarkAsync"] = Permission.Mark,
        ["MarksQueries.AgainAsync"] = Permission.ReadRegister,
        ["MarksQueries.GroupAsync"] = Permission.ReadRegister,
        ["MarksQueries.StaffAsync"] = Permission.ReadRegister,
        ["PaletteQueries.FindAsync"] = Permission.ReadRegister,
        ["PasteJournalSession.PasteAsync"] = Permission.ManageSettings,
        ["PeopleChoiceQueries.ReadAsync"] = Permission.ReadRegister,
        ["PeopleFileQueries.OpenAsync"] = Permission.ReadRegister,
        ["PeopleQueries.HintsAsync"] = Permission.ReadRegister,
        ["PeopleQueries.IdsAsync"] = Permission.ReadRegister,
        ["PeopleQueries.PageAsync"] = Permission.ReadRegister,
        ["PeopleQueries.TabsAsync"] = Permission.ReadRegister,
        ["PersonQueries.CardAsync"] = Permission.ReadRegister,
        ["PresenceQueries.OthersAsync"] = Permission.ReadRegister,
        ["PreviewRosterImport.RunAsync"] = Permission.ImportRosters,
        ["PreviewRosterImport.SaveAsync"] = Permission.ImportRosters,
        ["ProbeJournal.ProbeAsync"] = Permission.ManageSettings,
        ["ReadingAgeQueries.ReadAsync"] = Permission.ReadRegister,
        ["RecordOptOut.RecordAsync"] = Permission.Mark,
        ["RecordOptOut.UndoAsync"] = Permission.Mark,
        ["RecordPrint.RecordAsync"] = Permission.ReadRegister,
        ["RefreshJournalRecords.ReadAsync"] = Permission.EditRegister,
        ["RefreshJournalRecords.RunAsync"] = Permission.EditRegister,
        ["RejectBinding.RejectAsync"] = Permission.EditRegister,
        ["RejectBinding.UndoAsync"] = Permission.EditRegister,
        ["RemindCurators.RemindAsync"] = Permission.EditRegister,
        ["RemindCurators.UndoAsync"] = Permission.EditRegister,
        ["RenewLinks.RunAsync"] = Permission.EditRegister,
        ["RetractLinkMark.RetractAsync"] = Permission.Mark,
        ["RetractMark.RetractAsync"] = Permission.Mark,
        ["RunJobNow.RunAsync"] = Permission.ManageSettings,
        ["SaveMadeMarks.SaveAsync"] = Permission.Mark,
        ["SaveJournalConnection.SaveAsync"] = Permission.ManageSettings,
        ["SavedViews.DeleteAsync"] = Permission.ReadRegister,
        ["SavedViews.ListAsync"] = Permission.ReadRegister,
        ["SavedViews.MoveAsync"] = Permission.ReadRegister,
        ["SavedViews.RenameAsync"] = Permission.ReadRegister,
        ["SavedViews.SaveAsync"] = Permission.ReadRegister,
        ["SavedViews.StarAsync"] = Permission.ReadRegister,
        ["SavedViews.UpdateAsync"] = Permission.ReadRegister,
        ["SetHolidayRule.SetAsync"] = Permission.ManageSettings,
        ["AcademicYearQueries.ListAsync"] = Permission.ManageSettings,
        ["ChangeUser.SignOutEverywhereAsync"] = Permission.ManageUsers,
        ["EditAcademicYears.SaveAsync"] = Permission.ManageSettings,
        ["EditAcademicYears.UndoAsync"] = Permission.ManageSettings,
        ["EditPlatforms.AddAsync"] = Permission.ManageSettings,
        ["EditPlatforms.EndAsync"] = Permission.ManageSettings,
        ["EditPlatforms.SaveAsync"] = Permission.ManageSettings,
        ["EditPrograms.DeleteAsync"] = Permission.ManageSettings,
        ["EditPrograms.SaveAsync"] = Permission.ManageSettings,
        ["EditPrograms.UndoAsync"] = Permission.ManageSettings,
        ["EditSettings.SaveAsync"] = Permission.ManageSettings,
        ["EditSettings.UndoAsync"] = Permission.ManageSettings,
        ["ImportQueries.RunAsync"] = Permission.ImportRosters,
        ["PlatformQueries.ListAsync"] = Permission.ManageSettings,
        ["ProgramQueries.ListAsync"] = Permission.ManageSettings,
        ["Retention.RunAsync"] = Permission.ManageSettings,
        ["RunImport.RunAsync"] = Permission.ImportRosters,
        ["SettingsQueries.PreviewAsync"] = Permission.ManageSettings,
        ["SettingsQueries.ReadAsync"] = Permission.ManageSettings,
        ["SetupQueries.ReadAsync"] = Permission.ManageSettings,
        ["StartImport.StartAsync"] = Permission.ImportRosters,
        ["StartCheck.StartAsync"] = Permission.RunChecks,
        ["StatisticsQueries.ListAsync"] = Permission.ReadStatistics,
        ["StatisticsQueries.ReadAsync"] = Permission.ReadStatistics,
        ["TableExport.WriteAsync"] = Permission.ReadRegister,
        ["TodayQueries.ReadAsync"] = Permission.ReadToday,
        ["Unbind.UnbindAsync"] = Permission.EditRegister,
        ["Unbind.UndoAsync"] = Permission.EditRegister,
        ["UserQueries.FindEmployeesAsync"] = Permission.ManageUsers,
        ["UserQueries.ListAsync"] = Permission.ManageUsers,
        ["WeekQueries.ReadAsync"] = Permission.ReadStatistics,
        ["WeekSnapshots.CatchUpAsync"] = Permission.EditRegister,
        ["WeekSnapshots.TakeAsync"] = Permission.EditRegister,
        ["WaitingQueries.ReadAsync"] = Permission.ReadToday,
        ["WipeJournalSession.WipeAsync"] = Permission.ManageSettings,
        ["WithdrawOptOut.UndoAsync"] = Permission.Mark,
        ["WithdrawOptOut.WithdrawAsync"] = Permission.Mark,
    };

    /// <summary>What reaches the database without an actor, and why it may.</summary>
    private static readonly Dictionary<string, string> Infrastructure = new()
    {
        ["AccessLog"] = "writes the record of the access itself",
        ["AccessPolicy"] = "is the check itself",
        ["ActorReader"] = "makes the actor",
        ["FirstSetup.IsNeededAsync"] = "answers whether there is anybody who could act",
        ["SchoolName"] = "the name on the sign-in page, for visitors too",
        ["ChatRegister.EnsureAuditedAsync"] = "is a part of its caller's transaction",
        ["ChatRegister.EnsureWithinAsync"] = "is a part of its caller's audited transaction",
        ["JournalAccess"] = "opens the source for use cases that have asked for access themselves",
        ["JobRuns"] = "keeps the runs of jobs, whose use cases ask for access themselves",
        ["ScopeWriter"] = "is a part of the check's run, which asks",
        ["UnfinishedChecks"] = "finds runs that the program itself goes on with after a stop",
        ["KeptMarks.BasisAsync"] = "hands what it takes to mark to use cases that have asked for access themselves",
        ["DatabaseStart"] = "runs before anybody can sign in",
    };

    private static readonly Type[] Core = typeof(AccessPolicy).Assembly.GetTypes();
    private static readonly Type[] Forgetful = typeof(ForgetfulUseCases).GetNestedTypes();

    [Fact]
    public void Permissions_OfEachRole_AreThoseOfTheTable()
    {
        Roles.Keys.Should().BeEquivalentTo(Enum.GetValues<Permission>());
        foreach (var (permission, roles) in Roles)
        {
            AccessPolicy.RolesOf(permission).Select(r => r.ToString()).Should().BeEquivalentTo(roles.Split(", "), permission.ToString());
        }
    }

    [Fact]
    public void UseCases_OfCore_AreAllInTheTable() => AccessMatrix.Unlisted(Core, Table, Infrastructure).Should().BeEmpty();

    [Theory, Databases]
    public async Task UseCases_CalledWithoutThePermission_RefuseWithOneEntryAndNoOtherChange(DatabaseKind kind) =>
        (await AccessMatrix.ViolationsAsync(Core, Table, kind, TestContext.Current.CancellationToken)).Should().BeEmpty();

    [Fact]
    public void UseCases_OfTheForgetfulFixture_AreReportedAsUnlisted() =>
        AccessMatrix.Unlisted(Forgetful, new Dictionary<string, Permission> { ["GoodQueries.CountAsync"] = default, ["GoneQueries.ListAsync"] = default }, new Dictionary<string, string>())
            .Should().Contain(["NoCheckQueries.CountAsync is not in the table of access", "NoActorQueries.CountAsync reaches the database without an actor", "GoneQueries.ListAsync is in the table of access but not in the code"])
            .And.NotContain(v => v.Contains("GoodQueries"));

    [Theory, Databases]
    public async Task UseCases_OfTheForgetfulFixture_AreReported(DatabaseKind kind)
    {
        var table = UseCases.In(Forgetful).ToDictionary(u => u.Name, _ => Permission.EditRegister);

        var violations = await AccessMatrix.ViolationsAsync(Forgetful, table, kind, TestContext.Current.CancellationToken);

        violations.Should().Contain([
            "NoCheckQueries.CountAsync by nobody: expected the refusal, got an answer",
            "NoCheckQueries.CountAsync by nobody: left 0 access entries of ",
            "SilentRefusal.DoAsync by nobody: left 0 access entries of ",
            "WritesFirst.DoAsync by nobody: changed the number of rows of a table",
            "ValidatesFirst.DoAsync by nobody: expected the refusal, got invalid",
            "WrongPermission.DoAsync by director: expected the refusal, got an answer",
        ]).And.NotContain(v => v.Contains("GoodQueries"));
    }
}
