using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Orders;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Students;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Import.Changes;

/// <summary>Rows of one table that an import adds and overwrites.</summary>
public sealed class RowChanges<T>
    where T : class
{
    private readonly HashSet<T> _seen = new(ReferenceEqualityComparer.Instance);

    public List<T> Added { get; } = [];

    public List<T> Changed { get; } = [];

    public void Add(T row)
    {
        Added.Add(row);
        _seen.Add(row);
    }

    /// <summary>Marks a row of the register as changed, once; a row that this import adds stays an addition.</summary>
    public void Change(T row)
    {
        if (_seen.Add(row))
        {
            Changed.Add(row);
        }
    }
}

/// <summary>A change of one entity with the columns that matter, before they become text.</summary>
/// <param name="Before">Null for an addition.</param>
public readonly record struct PlannedChange(ImportOperation Operation, string Entity, Guid EntityId, Guid? PersonId, object? Before, object? After);

/// <summary>Everything an import writes, table by table, with the before and after of each entity.</summary>
public sealed class ChangeSet(Guid importId, DateOnly day, DateTime now)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.BasicLatin, UnicodeRanges.Cyrillic, UnicodeRanges.GeneralPunctuation),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public Guid ImportId => importId;

    /// <summary>The import's effective day.</summary>
    public DateOnly Day => day;

    /// <summary>UTC moment of the import.</summary>
    public DateTime Now => now;

    public RowChanges<Program> Programs { get; } = new();

    public RowChanges<Order> Orders { get; } = new();

    public RowChanges<StudyGroup> Groups { get; } = new();

    public RowChanges<StudyGroupName> GroupNames { get; } = new();

    public RowChanges<Person> People { get; } = new();

    public RowChanges<PersonName> Names { get; } = new();

    public RowChanges<PersonContact> Contacts { get; } = new();

    public RowChanges<ExternalIdentity> Identities { get; } = new();

    public RowChanges<Enrollment> Enrollments { get; } = new();

    public RowChanges<GroupMembership> Memberships { get; } = new();

    public RowChanges<EnrollmentMovement> Movements { get; } = new();

    public RowChanges<Absence> Absences { get; } = new();

    public RowChanges<Guardianship> Guardianships { get; } = new();

    public RowChanges<Employment> Employments { get; } = new();

    public RowChanges<CuratorAssignment> Curators { get; } = new();

    /// <summary>People whose name in force ends on the day, because a new one is added.</summary>
    public List<Guid> Renamed { get; } = [];

    /// <summary>Before and after, in the order in which things were planned.</summary>
    public List<PlannedChange> Log { get; } = [];

    /// <summary>People whom any change is about.</summary>
    public HashSet<Guid> TouchedPeople { get; } = [];

    /// <summary>The log as rows; serialised one by one as they are written.</summary>
    public IEnumerable<ImportChange> LogRows() => Log.Select((c, i) => new ImportChange
    {
        ImportId = importId,
        Ordinal = i,
        PersonId = c.PersonId,
        Entity = c.Entity,
        EntityId = c.EntityId,
        Operation = c.Operation,
        Before = c.Before is null ? null : JsonSerializer.Serialize(c.Before, Json),
        After = c.After is null ? null : JsonSerializer.Serialize(c.After, Json),
    });

    /// <summary>Begins a fact on the import's day by the import, or on its own day by an order.</summary>
    public T Begin<T>(T fact, Guid? orderId = null, DateOnly? from = null)
        where T : DatedFact
    {
        fact.ValidFrom = from ?? day;
        fact.StartReason = orderId is null ? ReasonKind.Import : ReasonKind.Order;
        fact.StartOrderId = orderId;
        fact.StartImportId = importId;
        fact.RecordedAt = now;
        return fact;
    }

    /// <summary>Ends a fact on the import's day; one that begins then or later keeps its first day, for a period is never empty.</summary>
    public T End<T>(T fact)
        where T : DatedFact
    {
        fact.ValidTo = fact.ValidFrom >= day ? fact.ValidFrom.AddDays(1) : day;
        fact.EndReason = ReasonKind.Import;
        fact.EndImportId = importId;
        fact.Version = Guid.CreateVersion7();
        return fact;
    }

    public EnrollmentMovement Move(Enrollment enrollment, MovementKind kind, DateOnly on, Guid? orderId = null, Guid? from = null, Guid? to = null)
    {
        var movement = new EnrollmentMovement
        {
            EnrollmentId = enrollment.Id,
            PersonId = enrollment.PersonId,
            Kind = kind,
            EffectiveOn = on,
            OrderId = orderId,
            ImportId = importId,
            FromStudyGroupId = from,
            ToStudyGroupId = to,
            RecordedAt = now,
        };
        Movements.Add(movement);
        return movement;
    }

    /// <summary>Writes down a change: the audit detail of the import and what a person reviews.</summary>
    /// <param name="before">Null for an addition.</param>
    public void Record(ImportOperation operation, string entity, Guid entityId, Guid? personId, object? before, object? after)
    {
        Log.Add(new(operation, entity, entityId, personId, before, after));
        if (personId is { } person)
        {
            TouchedPeople.Add(person);
        }
    }
}
