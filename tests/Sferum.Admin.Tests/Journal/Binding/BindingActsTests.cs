using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Journal.Binding;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Tests.Journal.Binding;

/// <summary>Confirming, rejecting, taking off, and the way back of each.</summary>
public sealed class BindingActsTests
{
    private static readonly DateOnly Born = MatcherScene.Born;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task ConfirmExact_OfGroupChatAndPeople_WritesThemWithOneAuditEntry(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var (person, record) = await ArrangeAsync(database);
        database.Queries.Reset();

        var done = (await ConfirmAsync(database, 3)).Value;

        done.Count.Should().Be(3);
        var bindings = await BindingsAsync(database);
        bindings.Select(b => (b.Subject, b.IdKind, b.Value)).Should().BeEquivalentTo([
            (IdentitySubject.StudyGroup, IdKinds.Group, "2101"), (IdentitySubject.Chat, IdKinds.Chat, "9021"), (IdentitySubject.Person, IdKinds.Person, record.Value)]);
        bindings.Should().OnlyContain(b => b.System == RegisterDefaults.JournalCode && b.ValidFrom == TestClock.Today && b.ValidTo == null && b.ConfirmedAt == done.At
            && b.ConfirmedByUserId == TestActors.Administrator.UserId && b.StartReason == ReasonKind.Hand);
        bindings.Single(b => b.Subject == IdentitySubject.Person).SubjectId.Should().Be(person.Id);
        var entry = (await AuditAsync(database)).Should().ContainSingle().Subject;
        (entry.Action, entry.Rows, entry.UserId).Should().Be(("bindings-confirm", 3, TestActors.Administrator.UserId));
        await using var db = database.NewContext();
        (await db.AuditDetails.SingleAsync(d => d.EntryId == entry.Id, Ct)).After.Should().Contain(person.Id.ToString()).And.Contain(record.Value);
    }

    [Theory, Databases]
    public async Task ConfirmExact_OfAnotherNumberThanSeen_WritesNothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await ArrangeAsync(database);

        var refused = await ConfirmAsync(database, 312);

        refused.Error!.Code.Should().Be(Error.ConflictCode);
        refused.Error.Message.Should().Be("Пока вы смотрели, точных совпадений стало 3 вместо 312. Ничего не записано; посмотрите список и подтвердите снова.");
        (await BindingsAsync(database)).Should().BeEmpty();
        (await AuditAsync(database)).Should().BeEmpty();
    }

    [Theory, Databases]
    public async Task ConfirmExact_OfOneGroup_LeavesTheOthers(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await ArrangeAsync(database);
        var register = new Register(database);
        var other = register.Group("ПК-11");
        register.Add(OutsideRows.Group("2102", "ПК-11"));
        await register.SaveAsync(Ct);

        (await database.Get<ConfirmBindings>().ConfirmExactAsync(TestActors.Administrator, new ConfirmExactRequest(1, other.Id), Ct)).Value.Count.Should().Be(1);

        (await BindingsAsync(database)).Should().ContainSingle().Which.SubjectId.Should().Be(other.Id);
    }

    [Theory, Databases]
    public async Task ConfirmExact_WithNothingToConfirm_SaysSo(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await ArrangeAsync(database);
        await ConfirmAsync(database, 3);

        (await ConfirmAsync(database, 0)).Error!.Code.Should().Be(Error.InvalidCode);
    }

    [Theory, Databases]
    public async Task Undo_OfAMassConfirmation_OnItsDay_DeletesItsRowsAndNoOthers(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await ArrangeAsync(database);
        var done = (await ConfirmAsync(database, 3)).Value;
        database.Time.Advance(TimeSpan.FromMinutes(1));
        var register = new Register(database);
        register.Group("ПК-11");
        register.Add(OutsideRows.Group("2102", "ПК-11"));
        await register.SaveAsync(Ct);
        await ConfirmAsync(database, 1);

        (await database.Get<ConfirmBindings>().UndoAsync(TestActors.Administrator, done.At, Ct)).Value.Should().Be(3);

        (await BindingsAsync(database)).Should().ContainSingle().Which.Value.Should().Be("2102");
        (await AuditAsync(database))[^1].Should().BeEquivalentTo(new { Action = "bindings-confirm-undo", Rows = 3 });
        (await database.Get<ConfirmBindings>().UndoAsync(TestActors.Administrator, done.At, Ct)).Value.Should().Be(0, "it is gone already");
    }

    [Theory, Databases]
    public async Task Undo_OnALaterDay_EndsThePeriods(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await ArrangeAsync(database);
        var done = (await ConfirmAsync(database, 3)).Value;
        database.Time.Advance(TimeSpan.FromDays(2));

        await database.Get<ConfirmBindings>().UndoAsync(TestActors.Administrator, done.At, Ct);

        (await BindingsAsync(database)).Should().HaveCount(3).And.OnlyContain(b => b.ValidFrom == TestClock.Today && b.ValidTo == TestClock.Today.AddDays(2) && b.EndReason == ReasonKind.Hand);
    }

    [Theory, Databases]
    public async Task Undo_OfAnotherPersonsConfirmation_DoesNothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        await ArrangeAsync(database);
        var done = (await ConfirmAsync(database, 3)).Value;

        (await database.Get<ConfirmBindings>().UndoAsync(Actor.System("other"), done.At, Ct)).Value.Should().Be(0);
        (await BindingsAsync(database)).Should().HaveCount(3);
    }

    [Theory, Databases]
    public async Task Confirm_DoubtfulPair_BindsIt_AndAConflictIsRefusedUntilOneIsRejected(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var (person, record) = await ArrangeAsync(database, Born.AddDays(1));
        var register = new Register(database);
        var twin = register.Add(OutsideRows.Student("p2", record.Name, Born, "2101"));
        await register.SaveAsync(Ct);
        var (confirm, reject) = (database.Get<ConfirmBindings>(), database.Get<RejectBinding>());

        var refused = await confirm.ConfirmAsync(TestActors.Administrator, new BindingPairRequest(record.Id, person.Id), Ct);
        refused.Error!.Message.Should().Contain("Несколько номеров ЭПОС");
        await reject.RejectAsync(TestActors.Administrator, new BindingPairRequest(twin.Id, person.Id), Ct);
        var done = await confirm.ConfirmAsync(TestActors.Administrator, new BindingPairRequest(record.Id, person.Id), Ct);

        done.IsOk.Should().BeTrue();
        (await BindingsAsync(database)).Should().ContainSingle().Which.Should().BeEquivalentTo(new { SubjectId = person.Id, record.Value });
        (await AuditAsync(database)).Select(a => a.Action).Should().Equal("binding-reject", "binding-confirm");
    }

    [Theory, Databases]
    public async Task Confirm_PersonWithAnotherLastingId_IsRefused(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var (person, record) = await ArrangeAsync(database);
        await ConfirmAsync(database, 3);
        var register = new Register(database);
        var second = register.Add(OutsideRows.Student("p2", record.Name, Born, "2101"));
        await register.SaveAsync(Ct);

        var refused = await database.Get<ConfirmBindings>().ConfirmAsync(TestActors.Administrator, new BindingPairRequest(second.Id, person.Id), Ct);

        refused.Error!.Message.Should().Contain("уже сопоставлена с другим номером ЭПОС");
    }

    [Theory, Databases]
    public async Task Confirm_PairThatNobodySuggested_IsRefused(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var (_, record) = await ArrangeAsync(database);
        var register = new Register(database);
        var stranger = register.Person();
        await register.SaveAsync(Ct);

        (await database.Get<ConfirmBindings>().ConfirmAsync(TestActors.Administrator, new BindingPairRequest(record.Id, stranger.Id), Ct)).Error!.Code.Should().Be(Error.ConflictCode);
        (await database.Get<RejectBinding>().RejectAsync(TestActors.Administrator, new BindingPairRequest(record.Id, stranger.Id), Ct)).Error!.Code.Should().Be(Error.ConflictCode);
        (await BindingsAsync(database)).Should().BeEmpty();
    }

    [Theory, Databases]
    public async Task Confirm_AtOneMoment_TheIndexHasTheLastWord(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var (person, record) = await ArrangeAsync(database);
        var confirm = database.Get<ConfirmBindings>();
        Task<Result<ConfirmedBindings>> One() => confirm.ConfirmAsync(TestActors.Administrator, new BindingPairRequest(record.Id, person.Id), Ct);

        var results = await Task.WhenAll(One(), One(), One(), One());

        results.Count(r => r.IsOk).Should().Be(1);
        results.Where(r => !r.IsOk).Should().OnlyContain(r => r.Error!.Code == Error.ConflictCode);
        (await BindingsAsync(database)).Should().ContainSingle();
    }

    [Theory, Databases]
    public async Task Reject_IsRememberedOnce_AndUndone(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var (person, record) = await ArrangeAsync(database);
        var reject = database.Get<RejectBinding>();

        var rejection = (await reject.RejectAsync(TestActors.Administrator, new BindingPairRequest(record.Id, person.Id), Ct)).Value;
        (await reject.RejectAsync(TestActors.Administrator, new BindingPairRequest(record.Id, person.Id), Ct)).Value.Should().Be(rejection);
        (await SummaryAsync(database)).Of(BindingState.Exact).Should().Be(2);
        (await reject.UndoAsync(TestActors.Administrator, rejection, Ct)).IsOk.Should().BeTrue();
        (await reject.UndoAsync(TestActors.Administrator, rejection, Ct)).IsOk.Should().BeTrue("it is gone already");

        (await SummaryAsync(database)).Of(BindingState.Exact).Should().Be(3);
        (await AuditAsync(database)).Select(a => a.Action).Should().Equal("binding-reject", "binding-reject-undo");
    }

    [Theory, Databases]
    public async Task Unbind_OnItsDay_DeletesTheRowAndTheUndoMakesItAnew(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var (person, _) = await ArrangeAsync(database);
        await ConfirmAsync(database, 3);
        var binding = (await BindingsAsync(database)).Single(b => b.SubjectId == person.Id);
        var unbind = database.Get<Unbind>();

        var unbound = (await unbind.UnbindAsync(TestActors.Administrator, binding.Id, Ct)).Value;

        (await BindingsAsync(database)).Should().NotContain(b => b.SubjectId == person.Id);
        (await SummaryAsync(database)).Of(BindingState.Exact).Should().Be(0, "the pair is remembered as «не он»");
        (await unbind.UnbindAsync(TestActors.Administrator, binding.Id, Ct)).Error!.Code.Should().Be(Error.NotFoundCode);
        (await unbind.UndoAsync(TestActors.Administrator, unbound, Ct)).IsOk.Should().BeTrue();
        (await BindingsAsync(database)).Should().Contain(b => b.SubjectId == person.Id && b.ValidTo == null);
        (await SummaryAsync(database)).Of(BindingState.Rejected).Should().Be(0);
        (await unbind.UndoAsync(TestActors.Administrator, unbound, Ct)).Error!.Code.Should().Be(Error.ConflictCode);
    }

    [Theory, Databases]
    public async Task Unbind_OnALaterDay_EndsThePeriodAndTheUndoOpensIt(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var (person, _) = await ArrangeAsync(database);
        await ConfirmAsync(database, 3);
        var binding = (await BindingsAsync(database)).Single(b => b.SubjectId == person.Id);
        database.Time.Advance(TimeSpan.FromDays(1));

        var unbound = (await database.Get<Unbind>().UnbindAsync(TestActors.Administrator, binding.Id, Ct)).Value;

        (await BindingsAsync(database)).Single(b => b.Id == binding.Id).ValidTo.Should().Be(TestClock.Today.AddDays(1));
        (await database.Get<Unbind>().UndoAsync(TestActors.Administrator, unbound, Ct)).Value.Should().Be(binding.Id);
        (await BindingsAsync(database)).Single(b => b.Id == binding.Id).Should().BeEquivalentTo(new { ValidTo = (DateOnly?)null, EndReason = (ReasonKind?)null });
    }

    [Theory, Databases]
    public async Task Unbind_UndoneAfterTheIdWentToSomebodyElse_IsRefused(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var (person, record) = await ArrangeAsync(database);
        await ConfirmAsync(database, 3);
        var binding = (await BindingsAsync(database)).Single(b => b.SubjectId == person.Id);
        var unbound = (await database.Get<Unbind>().UnbindAsync(TestActors.Administrator, binding.Id, Ct)).Value;
        var register = new Register(database);
        var other = register.Person();
        register.Add(new ExternalIdentity { Subject = IdentitySubject.Person, SubjectId = other.Id, System = RegisterDefaults.JournalCode, IdKind = IdKinds.Person, Value = record.Value, ValidFrom = TestClock.Today, RecordedAt = TestClock.Now });
        await register.SaveAsync(Ct);

        (await database.Get<Unbind>().UndoAsync(TestActors.Administrator, unbound, Ct)).Error!.Message.Should().Contain("уже сопоставлен с другой записью");

        (await SummaryAsync(database)).Of(BindingState.Rejected).Should().Be(1, "nothing of the undo was written");
    }

    /// <summary>A group with its chat and one student, and the journal's records of them: three exact matches.</summary>
    private static async Task<(Person Person, JournalRecord Record)> ArrangeAsync(TestDatabase database, DateOnly? born = null)
    {
        var register = new Register(database);
        _ = register.Journal;
        var group = register.Group("ИС-21");
        register.Chat(ChatKind.Group, group);
        var person = register.Enrol(register.Person("Волков", "Олег", "Андреевич", born ?? Born), group);
        register.Add(OutsideRows.Group("2101", "ИС-21"));
        register.Add(OutsideRows.Chat("9021", ChatKind.Group, "2101"));
        var record = register.Add(OutsideRows.Student("p1", "Волков Олег Андреевич", Born, "2101"));
        await register.SaveAsync(Ct);
        return (person, record);
    }

    private static Task<Result<ConfirmedBindings>> ConfirmAsync(TestDatabase database, int expected) =>
        database.Get<ConfirmBindings>().ConfirmExactAsync(TestActors.Administrator, new ConfirmExactRequest(expected), Ct);

    private static async Task<BindingSummary> SummaryAsync(TestDatabase database) => (await database.Get<BindingQueries>().SummaryAsync(TestActors.Administrator, Ct)).Value;

    private static async Task<List<ExternalIdentity>> BindingsAsync(TestDatabase database)
    {
        await using var db = database.NewContext();
        return await db.ExternalIdentities.AsNoTracking().ToListAsync(Ct);
    }

    /// <summary>What acts left, without that of arranging.</summary>
    private static async Task<List<AuditEntry>> AuditAsync(TestDatabase database)
    {
        await using var db = database.NewContext();
        return await db.AuditEntries.AsNoTracking().Where(a => a.Action != "arrange").OrderBy(a => a.Sequence).ToListAsync(Ct);
    }
}
