using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Tests.Support;

namespace Sferum.Admin.Tests.Settings;

public sealed class EditSettingsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Rules_AreCountedBeforeAndMoveTheStatusesWithTheSave(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await scene.LookAsync(scene.GroupChat, scene.Student);
        scene.Database.Time.Advance(TimeSpan.FromDays(10));
        (await StateAsync(scene)).Should().Be(LinkState.Verified);
        var now = (await scene.Get<SettingsQueries>().ReadAsync(TestActors.Administrator, Ct)).Value;
        var wanted = now with { VerifiedDays = 7, LookDays = 7, ImportRowDays = 30 };

        var preview = (await scene.Get<SettingsQueries>().PreviewAsync(TestActors.Administrator, wanted, Ct)).Value;
        preview.Statuses.Should().Equal(new StatusMove(LinkState.Verified, LinkState.Linked, 1));
        (preview.People, preview.LooksAge, preview.PlacesAdded, preview.PlacesRemoved).Should().Be((1, 1, 0, 0));
        (await StateAsync(scene)).Should().Be(LinkState.Verified, "nothing is written before the save");

        var saved = (await scene.Get<EditSettings>().SaveAsync(TestActors.Administrator, new EditSettingsRequest(SettingsPart.Rules, now, wanted), Ct)).Value;
        (await StateAsync(scene)).Should().Be(LinkState.Linked);
        (await scene.Get<EditSettings>().UndoAsync(TestActors.Administrator, saved.Edit!, Ct)).Value.Conflicts.Should().BeEmpty();
        (await StateAsync(scene)).Should().Be(LinkState.Verified);
        await using var db = scene.Database.NewContext();
        (await db.AuditEntries.CountAsync(a => a.Action == "settings-rules", Ct)).Should().Be(3);
    }

    [Theory, Databases]
    public async Task TwoAdministrators_KeepWhatOneOfThemChangedAndAreAskedWhereBothDid(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var edit = database.Get<EditSettings>();
        var shown = new SchoolSettings { OrganizationName = "ЧИТ" };
        (await SaveAsync(new SchoolSettings(), shown)).Conflicts.Should().BeEmpty();

        (await SaveAsync(shown, shown with { AdministratorContact = "Бурдиной А. С." })).Conflicts.Should().BeEmpty();
        var second = await SaveAsync(shown, shown with { OrganizationName = "ГБПОУ «ЧИТ»", AdministratorContact = "Окулову Д. И." });

        second.Edit.Should().BeNull();
        second.Conflicts.Should().ContainSingle().Which.Should().Be(new Core.Common.FormConflict(nameof(SchoolSettings.AdministratorContact), "", "Окулову Д. И.", "Бурдиной А. С."));
        (await SaveAsync(shown, shown with { OrganizationName = "ГБПОУ «ЧИТ»" })).Edit!.After.AdministratorContact.Should().Be("Бурдиной А. С.");
        (await database.Get<SchoolName>().CardAsync(Ct)).Should().Be(new SchoolCard("ГБПОУ «ЧИТ»", "ГБПОУ «ЧИТ»", "Бурдиной А. С."));

        async Task<Core.Common.FormOutcome<SettingsEdit>> SaveAsync(SchoolSettings before, SchoolSettings after) =>
            (await edit.SaveAsync(TestActors.Administrator, new EditSettingsRequest(SettingsPart.Organization, before, after), Ct)).Value;
    }

    [Fact]
    public async Task Zone_ActsAtOnceAndAtTheNextStart()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, Ct);
        var shown = new SchoolSettings { OrganizationName = "ЧИТ" };

        await database.Get<EditSettings>().SaveAsync(TestActors.Administrator, new EditSettingsRequest(SettingsPart.Organization, shown, shown with { TimeZone = "Asia/Kamchatka" }), Ct);

        database.Clock.ToLocal(TestClock.Now).Hour.Should().Be(19);
        database.Clock.Use(SchoolZones.Of("Europe/Moscow"));
        await database.Get<Core.Data.DatabaseStart>().MigrateAsync(Ct);
        database.Clock.Zone.Id.Should().Be("Asia/Kamchatka");
    }

    [Theory, Databases]
    public async Task Setup_IsTheFactsOfTheDatabase(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await OpenAsync([SetupStep.Organization, SetupStep.AcademicYear, SetupStep.Rosters, SetupStep.Journal]);
        await database.Get<Core.Data.DatabaseStart>().MigrateAsync(Ct);
        await OpenAsync([SetupStep.Organization, SetupStep.Rosters, SetupStep.Journal]);
        var shown = new SchoolSettings();
        await database.Get<EditSettings>().SaveAsync(TestActors.Administrator, new EditSettingsRequest(SettingsPart.Organization, shown, shown with { OrganizationName = "ЧИТ" }), Ct);
        var connection = database.Get<Core.Journal.Connection.SaveJournalConnection>();
        await connection.SaveAsync(TestActors.Administrator, new(JournalReaderMode.Off, "", JournalReaderMode.Off, ""), Ct);
        (await OpenAsync([SetupStep.Rosters])).IsEmpty.Should().BeTrue();
        var register = new Register(database);
        register.Student(register.Group("ИС-21"));
        await register.SaveAsync(Ct);
        (await OpenAsync([SetupStep.Rosters])).Should().Match<SetupView>(v => !v.IsEmpty && v.Students == 1 && v.Groups == 1 && v.Employees == 0);
        register.Employee();
        await register.SaveAsync(Ct);
        await OpenAsync([]);

        async Task<SetupView> OpenAsync(SetupStep[] expected)
        {
            var view = (await database.Get<SetupQueries>().ReadAsync(TestActors.Administrator, Ct)).Value;
            view.Open.Should().Equal(expected);
            return view;
        }
    }

    private static async Task<LinkState> StateAsync(MarksScene scene)
    {
        await using var db = scene.Database.NewContext();
        var links = await CurrentLinks.LoadAsync(db, scene.Database.Clock, Ct);
        return (await links.OfAsync([scene.Student.Id], Ct))[scene.Student.Id].State;
    }
}
