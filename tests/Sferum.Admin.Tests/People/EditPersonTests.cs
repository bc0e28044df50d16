using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.People;
using Sferum.Admin.Tests.Support;

namespace Sferum.Admin.Tests.People;

public sealed class EditPersonTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, Databases]
    public async Task Save_OfACorrectedName_MendsPersonNameAndSearch(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var person = await PersonAsync(database);

        var saved = await SaveAsync(database, (await RequestAsync(database, person)) with { LastName = "  Ёлкина ", Patronymic = " " });

        saved.IsSaved.Should().BeTrue();
        await using var db = database.NewContext();
        var row = await db.People.SingleAsync(Ct);
        (row.FullName, row.SearchKey, row.Version).Should().Be(("Ёлкина Анна", "ЕЛКИНА АННА", saved.Now.Version));
        var name = await db.PersonNames.SingleAsync(Ct);
        (name.LastName, name.Patronymic, name.SearchKey, name.ValidFrom, name.ValidTo).Should().Be(("Ёлкина", null, "ЕЛКИНА АННА", Register.YearStart, null));
        (await FoundAsync(database, "елкина")).Should().Be(1);
        (await FoundAsync(database, "климова")).Should().Be(0, "the surname was a slip of the pen and nobody bore it");
    }

    [Theory, Databases]
    public async Task Save_OfAChangedName_KeepsTheOldOneInTheHistory(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var person = await PersonAsync(database);
        var day = new DateOnly(2026, 11, 10);

        await SaveAsync(database, (await RequestAsync(database, person)) with { LastName = "Зырянова", IsNameChange = true, NameChangedOn = day });

        await using var db = database.NewContext();
        (await db.People.SingleAsync(Ct)).FullName.Should().Be("Зырянова Анна Петровна");
        (await db.NamesOn(day.AddDays(-1)).SingleAsync(Ct)).FullName.Should().Be("Климова Анна Петровна");
        (await db.NamesOn(day).SingleAsync(Ct)).FullName.Should().Be("Зырянова Анна Петровна");
        (await db.PersonNames.SingleAsync(name => name.ValidTo == day, Ct)).EndReason.Should().Be(ReasonKind.Hand);
    }

    [Theory, Databases]
    public async Task Save_OfAnything_LeavesTheAuditOfWhatChanged(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var person = await PersonAsync(database);

        await SaveAsync(database, (await RequestAsync(database, person)) with { BirthDate = new DateOnly(1984, 5, 9), Phone = "8 (902) 123-41-07 рабочий" });
        await SaveAsync(database, (await RequestAsync(database, person)) with { Email = " Klimova@Chit.Example " });
        await SaveAsync(database, await RequestAsync(database, person));

        await using var db = database.NewContext();
        var entries = await db.AuditEntries.Where(entry => entry.Action == "person-edit").OrderBy(entry => entry.Sequence).ToListAsync(Ct);
        entries.Should().OnlyContain(entry => entry.UserId == TestActors.Administrator.UserId);
        entries.Select(entry => entry.Entity).Should().BeEquivalentTo(
            [nameof(Person), nameof(PersonContact), nameof(PersonContact)], "a renewed token alone is no change, and a save of nothing writes nothing");
        var birth = entries.Single(entry => entry.Entity == nameof(Person));
        (await db.AuditDetails.SingleAsync(detail => detail.EntryId == birth.Id, Ct)).After.Should().Be("""{"BirthDate":"1984-05-09"}""");
        (await db.PersonContacts.OrderBy(contact => contact.Id).Select(contact => new { contact.Kind, contact.Value, contact.Label, contact.ValidFrom }).ToListAsync(Ct)).Should().Equal(
            new { Kind = ContactKind.Phone, Value = "+79021234107", Label = (string?)"рабочий", ValidFrom = TestClock.Today },
            new { Kind = ContactKind.Email, Value = "klimova@chit.example", Label = (string?)null, ValidFrom = TestClock.Today });
    }

    [Theory, Databases]
    public async Task Save_OfEndedContacts_EndsTheOldAndRemovesThatOfToday(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var person = register.Person("Климова", "Анна", "Петровна");
        var old = register.Phone(person, "+79021234107");
        var mistaken = register.Phone(person, "+79021234108");
        mistaken.ValidFrom = TestClock.Today;
        var stranger = register.Phone(register.Person(), "+79021234109");
        await register.SaveAsync(Ct);

        await SaveAsync(database, (await RequestAsync(database, person)) with { EndedContacts = [old.Id, mistaken.Id, stranger.Id], Phone = old.Value });

        await using var db = database.NewContext();
        var contacts = await db.PersonContacts.ToDictionaryAsync(contact => contact.Id, Ct);
        (contacts[old.Id].ValidTo, contacts[old.Id].EndReason).Should().Be((TestClock.Today, ReasonKind.Hand));
        contacts.Should().NotContainKey(mistaken.Id);
        contacts[stranger.Id].ValidTo.Should().BeNull("it is another person's");
        contacts.Values.Single(contact => contact.ValidFrom == TestClock.Today).Value.Should().Be(old.Value, "it was ended and added anew");
    }

    [Theory, Databases]
    public async Task Save_OfAKnownPhone_AddsNoSecondRow(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var person = register.Person();
        register.Phone(person, "+79021234107");
        await register.SaveAsync(Ct);

        await SaveAsync(database, (await RequestAsync(database, person)) with { Phone = "8 902 123 41 07" });

        await using var db = database.NewContext();
        (await db.PersonContacts.CountAsync(Ct)).Should().Be(1);
    }

    [Theory, Databases]
    public async Task Save_OfABirthDate_RenewsLinksOfTheFamily(DatabaseKind kind)
    {
        await using var scene = await MarksScene.CreateAsync(kind);
        await scene.SeeAllAsync();
        (await scene.LinkAsync(scene.Mother)).Should().Be(LinkState.Verified);

        await SaveAsync(scene.Database, (await RequestAsync(scene.Database, scene.Student)) with { BirthDate = new DateOnly(2005, 3, 1) });

        (await scene.LinkAsync(scene.Mother)).Should().Be(LinkState.Linked, "the mother of an adult must be in no chat, so nothing can be verified");
    }

    [Theory, Databases]
    public async Task Save_OverAnothersChange_TellsItWritesNothingAndSavesOnTop(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var person = await PersonAsync(database);
        var first = await RequestAsync(database, person);
        var second = first with { LastName = "Зырянова", Phone = "8 902 123-41-07" };
        (await SaveAsync(database, first with { LastName = "Климовa-Гор", BirthDate = new DateOnly(1984, 5, 9), Phone = "+7 902 123-41-08" })).IsSaved.Should().BeTrue();

        var met = await SaveAsync(database, second);

        met.Conflicts.Should().Equal(
            new FieldConflict("LastName", "Фамилия", "Климова", "Зырянова", "Климова-Гор"),
            new FieldConflict("BirthDate", "Дата рождения", "—", "—", "09.05.1984"),
            new FieldConflict("Contacts", "Телефоны и почта", "—", PhoneMask.Full("+79021234107"), PhoneMask.Full("+79021234108")));
        met.Conflicts.Select(conflict => conflict.NeedsChoice).Should().Equal(true, false, true);
        await using var db = database.NewContext();
        (await db.People.AsNoTracking().SingleAsync(Ct)).LastName.Should().Be("Климова-Гор");
        (await db.PersonContacts.CountAsync(Ct)).Should().Be(1, "nothing of the second save was written");

        (await SaveAsync(database, second with { Shown = met.Now, BirthDate = met.Now.BirthDate })).IsSaved.Should().BeTrue();
        var row = await db.People.AsNoTracking().SingleAsync(Ct);
        (row.LastName, row.BirthDate).Should().Be(("Зырянова", new DateOnly(1984, 5, 9)));
        (await db.PersonContacts.CountAsync(Ct)).Should().Be(2);
    }

    [Theory, Databases]
    public async Task Save_ByTwoAtOneMoment_IsTakenOnceAndToldToTheOther(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var person = await PersonAsync(database);
        var request = await RequestAsync(database, person);

        var results = await Task.WhenAll(
            SaveAsync(database, request with { Phone = "8 902 123-41-07" }),
            SaveAsync(database, request with { Phone = "8 902 123-41-08" }));

        results.Should().ContainSingle(result => result.IsSaved);
        results.Single(result => !result.IsSaved).Conflicts.Should().ContainSingle().Which.Field.Should().Be("Contacts");
        await using var db = database.NewContext();
        (await db.PersonContacts.CountAsync(Ct)).Should().Be(1);
    }

    [Theory, Databases]
    public async Task Save_OverAChangeTheFormDoesNotShow_IsTaken(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var person = await PersonAsync(database);
        var request = await RequestAsync(database, person);
        await using (var db = database.NewContext())
        {
            db.Act(Actor.System("tests"), "arrange");
            (await db.People.SingleAsync(Ct)).SnilsTail = "1234";
            await db.SaveChangesAsync(Ct);
        }

        (await SaveAsync(database, request with { LastName = "Зырянова" })).IsSaved.Should().BeTrue();
    }

    [Theory]
    [InlineData("фамилия", nameof(EditPersonRequest.LastName), "Укажите фамилию.")]
    [InlineData("имя", nameof(EditPersonRequest.FirstName), "Здесь бывают только буквы, пробел, дефис, точка и апостроф.")]
    [InlineData("длинно", nameof(EditPersonRequest.Patronymic), "Не длиннее 100 знаков.")]
    [InlineData("завтра", nameof(EditPersonRequest.BirthDate), "Дата рождения не может быть в будущем.")]
    [InlineData("давно", nameof(EditPersonRequest.BirthDate), "Дата рождения раньше 01.01.1920: проверьте год.")]
    [InlineData("телефон", nameof(EditPersonRequest.Phone), "Нужен один номер целиком, с кодом: например, 8 902 123-45-67.")]
    [InlineData("два телефона", nameof(EditPersonRequest.Phone), "Нужен один номер целиком, с кодом: например, 8 902 123-45-67.")]
    [InlineData("почта", nameof(EditPersonRequest.Email), "Нужен адрес почты целиком, например ivanova@technikum.ru.")]
    [InlineData("без дня", nameof(EditPersonRequest.NameChangedOn), "Укажите первый день нового ФИО.")]
    [InlineData("смена завтра", nameof(EditPersonRequest.NameChangedOn), "Этот день ещё не наступил. Запишите смену ФИО, когда наступит.")]
    [InlineData("смена раньше", nameof(EditPersonRequest.NameChangedOn), "Прежнее ФИО действует с 01.09.2026, новое начинается позже. Ошибку в записи исправляют без даты.")]
    public async Task Save_OfWhatCannotBe_NamesTheFieldAndWritesNothing(string what, string field, string sentence)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, Ct);
        var request = await RequestAsync(database, await PersonAsync(database));
        var wrong = what switch
        {
            "фамилия" => request with { LastName = " \u00A0" },
            "имя" => request with { FirstName = "Анна2" },
            "длинно" => request with { Patronymic = new string('а', 101) },
            "завтра" => request with { BirthDate = TestClock.Today.AddDays(1) },
            "давно" => request with { BirthDate = new DateOnly(1919, 12, 31) },
            "телефон" => request with { Phone = "41-07" },
            "два телефона" => request with { Phone = "89021234107, 89021234108" },
            "почта" => request with { Email = "Климова <k@chit.example>" },
            "без дня" => request with { LastName = "Зырянова", IsNameChange = true },
            "смена завтра" => request with { LastName = "Зырянова", IsNameChange = true, NameChangedOn = TestClock.Today.AddDays(1) },
            _ => request with { LastName = "Зырянова", IsNameChange = true, NameChangedOn = Register.YearStart },
        };

        var error = (await database.Get<EditPerson>().SaveAsync(TestActors.Administrator, wrong, Ct)).Error!;

        error.Should().Be(Error.Invalid(sentence, field));
        await using var db = database.NewContext();
        (await db.People.SingleAsync(Ct)).Version.Should().Be(request.Shown.Version);
        (await db.AuditEntries.AnyAsync(entry => entry.Action == "person-edit", Ct)).Should().BeFalse();
    }

    [Theory, Databases]
    public async Task Form_Opened_IsOnRecordAndShowsContactsOfToday(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Ct);
        var register = new Register(database);
        var person = register.Person();
        var phone = register.Phone(person, "+79021234107");
        register.Phone(person, "+79021234108").ValidTo = TestClock.Today;
        await register.SaveAsync(Ct);

        var form = (await RequestAsync(database, person)).Shown;

        form.Contacts.Should().Equal(new FormContact(phone.Id, ContactKind.Phone, phone.Value, null));
        await using var db = database.NewContext();
        var entry = await db.AccessEntries.SingleAsync(Ct);
        (entry.Kind, entry.SubjectId).Should().Be((AccessKind.Viewed, person.Id));
        (await database.Get<EditPersonQueries>().FormAsync(TestActors.Administrator, Guid.CreateVersion7(), Ct)).Error!.Code.Should().Be(Error.NotFoundCode);
    }

    private static async Task<Person> PersonAsync(TestDatabase database)
    {
        var register = new Register(database);
        var person = register.Person("Климова", "Анна", "Петровна");
        await register.SaveAsync(Ct);
        return person;
    }

    /// <summary>The form as it opens, nothing typed.</summary>
    private static async Task<EditPersonRequest> RequestAsync(TestDatabase database, Person person)
    {
        var form = (await database.Get<EditPersonQueries>().FormAsync(TestActors.Administrator, person.Id, Ct)).Value;
        return new EditPersonRequest(form, form.LastName, form.FirstName, form.Patronymic, false, null, form.BirthDate, null, null, []);
    }

    private static async Task<EditPersonResult> SaveAsync(TestDatabase database, EditPersonRequest request)
    {
        var result = await database.Get<EditPerson>().SaveAsync(TestActors.Administrator, request, Ct);
        result.Error.Should().BeNull();
        return result.Value;
    }

    private static async Task<int> FoundAsync(TestDatabase database, string text) =>
        (await database.Get<PeopleQueries>().PageAsync(TestActors.Administrator, new PeopleRequest(new PeopleFilter { Text = text }), Ct)).Value.Rows.Count;
}
