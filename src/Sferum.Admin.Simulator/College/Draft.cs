using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Orders;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.People;
using Sferum.Admin.Core.Students;
using Sferum.Admin.Core.StudyGroups;
using Person = Sferum.Admin.Core.People.Person;

namespace Sferum.Admin.Simulator.College;

/// <summary>A group while the college is being made.</summary>
internal sealed class GroupDraft(GroupPlan plan, StudyGroup row, Order enrolment)
{
    public GroupPlan Plan => plan;

    public StudyGroup Row => row;

    public Order Enrolment => enrolment;

    public EmployeeDraft? Curator { get; set; }

    public List<StudentDraft> Students { get; } = [];

    public required Chat GroupChat { get; init; }

    public Chat? ParentsChat { get; init; }
}

internal sealed class EmployeeDraft(Person person, Sex sex, FamilyName? family)
{
    public Person Person => person;

    public Sex Sex => sex;

    /// <summary>Unknown for the people of the cast: none of them is a parent here.</summary>
    public FamilyName? Family => family;

    public Guid UserId { get; set; }
}

internal sealed class StudentDraft(GroupDraft group, FamilyDraft family)
{
    public GroupDraft Group => group;

    public FamilyDraft Family { get; set; } = family;

    public string? CastName { get; init; }

    public bool MustBeAdult { get; init; }

    public bool MustBeMinor { get; init; }

    public Person Person { get; set; } = null!;

    public Sex Sex { get; set; }

    public Enrollment Enrollment { get; set; } = null!;

    public GroupMembership Membership { get; set; } = null!;
}

internal sealed record RepresentativeDraft(Person Person, GuardianshipKind Kind);

internal sealed class FamilyDraft
{
    public List<StudentDraft> Children { get; } = [];

    public List<RepresentativeDraft> Representatives { get; } = [];

    public CastStudent? Cast { get; init; }

    /// <summary>How many people represent the children: 0 … 2.</summary>
    public int Size { get; set; }

    public bool IsWard { get; set; }

    public EmployeeDraft? Employee { get; set; }

    public bool Holds(Guid personId) => Children.Exists(c => c.Person.Id == personId) || Representatives.Exists(r => r.Person.Id == personId);
}

/// <summary>
/// What the steps of the making share: the rows so far, the dice of each purpose, and the moment everything is dated from.
/// What is thrown never depends on the moment, so that names and numbers are the same on every day.
/// </summary>
internal sealed class Draft
{
    private readonly Dice _ids;

    public Draft(ulong seed, SchoolClock clock, CollegeSize size)
    {
        Clock = clock;
        Now = clock.Now;
        Size = size;
        Dice = new Dice(seed);
        _ids = Dice.Fork("ids");
        Names = new NamePool(Dice.Fork("names"));
        Numbers = new Numbers(Dice.Fork("numbers"));
        College = new InventedCollege { Seed = seed, Moment = Now, Today = clock.DayOf(Now) };
        Year = AcademicYear.Of(Today);
    }

    public SchoolClock Clock { get; }

    /// <summary>UTC; nothing in the college is later, but what is planned.</summary>
    public DateTime Now { get; }

    public CollegeSize Size { get; }

    public Dice Dice { get; }

    public NamePool Names { get; }

    public Numbers Numbers { get; }

    public InventedCollege College { get; }

    public DateOnly Today => College.Today;

    /// <summary>Dates of the current year; the row itself is in the college.</summary>
    public AcademicYear Year { get; }

    public List<GroupDraft> Groups { get; } = [];

    public List<EmployeeDraft> Staff { get; } = [];

    public List<FamilyDraft> Families { get; } = [];

    public IEnumerable<StudentDraft> Students => Groups.SelectMany(g => g.Students);

    public Guid NewId() => _ids.NextId();

    public GroupDraft Group(string name) => Groups.First(g => g.Plan.Name == name);

    /// <summary>UTC moment of a wall time of the day; where that is still to come, the same share of the time up to now.</summary>
    public DateTime At(DateOnly day, int minute)
    {
        var (from, to) = Clock.RangeOf(day);
        var moment = from.AddMinutes(minute);
        return moment <= Now ? moment : from + ((Now - from) * ((double)minute / (to - from).TotalMinutes));
    }

    /// <summary>Completes a dated fact: period, reasons, the moment at which it became known.</summary>
    public T Fact<T>(List<T> rows, T fact, DateOnly from, DateOnly? to = null, Order? start = null, Order? end = null)
        where T : DatedFact
    {
        fact.ValidFrom = from;
        fact.ValidTo = to;
        fact.StartReason = start is null ? ReasonKind.Hand : ReasonKind.Order;
        fact.StartOrderId = start?.Id;
        fact.EndReason = to is null ? null : end is null ? ReasonKind.Hand : ReasonKind.Order;
        fact.EndOrderId = end?.Id;
        fact.RecordedAt = At(from < Today ? from : Today, 9 * 60);
        fact.Version = NewId();
        rows.Add(fact);
        return fact;
    }

    public Order Order(OrderKind kind, string number, DateOnly date, DateOnly effectiveOn)
    {
        var order = new Order { Id = NewId(), Kind = kind, Number = number, Date = date, EffectiveOn = effectiveOn, Version = NewId() };
        College.Orders.Add(order);
        return order;
    }

    /// <param name="since">First day on which the technikum knew the person.</param>
    public Person Person(FullName name, DateOnly? birth, DateOnly since)
    {
        var person = new Person
        {
            Id = NewId(),
            LastName = name.Last,
            FirstName = name.First,
            Patronymic = name.Patronymic,
            BirthDate = birth,
            CreatedAt = At(since, 9 * 60),
            Version = NewId(),
        };
        College.People.Add(person);
        var row = new PersonName { Id = NewId(), PersonId = person.Id, LastName = name.Last, FirstName = name.First, Patronymic = name.Patronymic };
        Fact(College.Names, row, since);
        return person;
    }

    public PersonContact Phone(Guid personId, DateOnly since, string? number = null) =>
        Contact(personId, ContactKind.Phone, number ?? Numbers.Phone(), since);

    public PersonContact Email(Person person, DateOnly since) =>
        Contact(person.Id, ContactKind.Email, Translit.Mailbox(person, College.People.Count), since);

    public void Snils(Person person) => College.Snils[person.Id] = Numbers.Snils();

    private PersonContact Contact(Guid personId, ContactKind kind, string value, DateOnly since) =>
        Fact(College.Contacts, new PersonContact { Id = NewId(), PersonId = personId, Kind = kind, Value = value }, since);
}
