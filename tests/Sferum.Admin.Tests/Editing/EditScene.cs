using Microsoft.EntityFrameworkCore;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Tests.Editing;

/// <summary>«ИС-21» with a minor and his mother and a curator, «ИС-22» without anybody, and a teacher who leads no group.</summary>
internal sealed class EditScene : IAsyncDisposable
{
    public static readonly ReasonForm ByHand = new();

    private EditScene(TestDatabase database) => (Database, Register) = (database, new Register(database));

    public TestDatabase Database { get; }

    public Register Register { get; }

    public StudyGroup Group { get; private set; } = null!;

    public StudyGroup Other { get; private set; } = null!;

    public Person Student { get; private set; } = null!;

    public Person Mother { get; private set; } = null!;

    public Person Curator { get; private set; } = null!;

    public Person Teacher { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<EditScene> CreateAsync(DatabaseKind kind)
    {
        var scene = new EditScene(await TestDatabase.CreateAsync(kind, Ct));
        var register = scene.Register;
        (_, _) = (register.Journal, register.Messenger);
        scene.Group = register.Group("ИС-21");
        scene.Other = register.Group("ИС-22");
        scene.Student = register.Student(scene.Group, "Агеев");
        scene.Mother = register.Representative(scene.Student, register.Person("Агеева", "Мария", "Ильинична"));
        scene.Curator = register.Curator(scene.Group, register.Employee("Деменева"));
        scene.Teacher = register.Employee("Южаков");
        await register.SaveAsync(Ct);
        return scene;
    }

    public static ReasonForm Order(string number, DateOnly date) => new() { OrderNumber = number, OrderDate = date };

    public T Get<T>()
        where T : notnull => Database.Get<T>();

    public async Task<T> ReadAsync<T>(Func<AppDbContext, Task<T>> read)
    {
        await using var db = Database.NewContext();
        return await read(db);
    }

    public Task<Employment> PostAsync(Person person) => ReadAsync(db => db.Employments.AsNoTracking().SingleAsync(row => row.PersonId == person.Id, Ct));

    public Task<CuratorAssignment> AssignmentAsync(Person person) => ReadAsync(db => db.CuratorAssignments.AsNoTracking().SingleAsync(row => row.PersonId == person.Id, Ct));

    /// <summary>Acts of the audit, in order, each once.</summary>
    public async Task<IReadOnlyList<string>> ActsAsync() =>
        [.. (await ReadAsync(db => db.AuditEntries.Where(row => row.Action != "arrange").OrderBy(row => row.Sequence).Select(row => row.Action).ToListAsync(Ct))).Distinct()];

    public static FactRef Ref(FactKind kind, DatedFact row) => new(kind, row.Id, row.Version);

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
