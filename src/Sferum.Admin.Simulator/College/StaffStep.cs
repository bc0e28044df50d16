using System.Globalization;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Orders;
using Sferum.Admin.Core.Staff;

namespace Sferum.Admin.Simulator.College;

/// <summary>Employees, curators of the groups, administrators of the platforms, and the accounts they have here.</summary>
internal static class StaffStep
{
    public const string AdministratorLogin = "admin@demo.test";
    public const string CuratorLogin = "curator@demo.test";
    public const string DirectorLogin = "director@demo.test";

    /// <summary>Days before today on which the curator went on leave, and its length.</summary>
    private const int LeaveBegan = 8;
    private const int LeaveDays = 14;

    /// <summary>Days ago on which the curator of <see cref="Cast.GroupWithoutCurator"/> was dismissed.</summary>
    private const int DismissedDaysAgo = 15;

    private static readonly string[] Deputies = ["Заместитель директора по учебной работе", "Заместитель директора по воспитательной работе", "Заместитель директора по учебно-производственной работе"];

    private static readonly string[] Teachers = ["Преподаватель", "Преподаватель", "Мастер производственного обучения"];

    private static readonly string[] Others =
    [
        "Советник директора по воспитанию", "Социальный педагог", "Педагог-психолог", "Секретарь учебной части", "Библиотекарь", "Бухгалтер",
        "Специалист по кадрам", "Воспитатель общежития", "Комендант общежития", "Лаборант", "Инженер-электроник", "Заведующий хозяйством",
    ];

    public static void Run(Draft draft)
    {
        var dice = draft.Dice.Fork("staff");
        var director = AddCast(draft, dice, Cast.Director, "Директор", isTeaching: false);
        var cast = Cast.Curators.Keys.ToDictionary(name => name, name => AddCast(draft, dice, name, name == Cast.Administrator ? "Методист" : "Преподаватель", isTeaching: true));
        var deputies = Deputies.Select(position => Add(draft, dice, position, isTeaching: false)).ToList();
        AddCurators(draft, dice, cast);
        while (draft.Staff.Count < draft.Size.Staff)
        {
            Add(draft, dice, dice.Chance(45) ? dice.Pick(Teachers) : dice.Pick(Others), isTeaching: false);
        }

        AddLeave(draft, cast);
        AddAdministrators(draft, cast[Cast.Administrator], deputies[0], director);
        AddAccounts(draft, cast, director);
    }

    private static void AddCurators(Draft draft, Dice dice, Dictionary<string, EmployeeDraft> cast)
    {
        var named = Cast.Curators.SelectMany(c => c.Value, (c, group) => (Group: group, Curator: cast[c.Key])).ToDictionary(x => x.Group, x => x.Curator);
        var orders = draft.Groups.Select(g => g.Row.ValidFrom).Distinct().ToDictionary(
            from => from, from => draft.Order(OrderKind.Curator, "301-л", from.AddDays(-4), from));
        var withTwo = new Queue<EmployeeDraft>();
        var left = draft.Groups.Where(g => !named.ContainsKey(g.Plan.Name) && g.Plan.Name != Cast.GroupWithoutCurator).ToList();
        foreach (var group in draft.Groups)
        {
            if (group.Plan.Name == Cast.GroupWithoutCurator)
            {
                AddDismissed(draft, dice, group, orders[group.Row.ValidFrom]);
                continue;
            }

            if (!named.TryGetValue(group.Plan.Name, out var curator))
            {
                // Three more lead two groups, besides those of the cast.
                curator = left.IndexOf(group) is var i && i >= left.Count - 3 ? withTwo.Dequeue() : Add(draft, dice, dice.Pick(Teachers), isTeaching: true);
                if (i < 3)
                {
                    withTwo.Enqueue(curator);
                }
            }

            group.Curator = curator;
            Assign(draft, group, curator, CuratorKind.Main, group.Row.ValidFrom, null, orders[group.Row.ValidFrom]);
        }
    }

    private static void AddDismissed(Draft draft, Dice dice, GroupDraft group, Order order)
    {
        var person = Add(draft, dice, "Преподаватель", isTeaching: true);
        draft.Staff.Remove(person);
        var lastDay = draft.Today.AddDays(-DismissedDaysAgo);
        var dismissal = draft.Order(OrderKind.Dismissal, "418-л", lastDay.AddDays(-7), lastDay.AddDays(1));
        var employment = draft.College.Employments.Last();
        (employment.ValidTo, employment.EndReason, employment.EndOrderId) = (lastDay.AddDays(1), Core.Common.ReasonKind.Order, dismissal.Id);
        Assign(draft, group, person, CuratorKind.Main, group.Row.ValidFrom, lastDay.AddDays(1), order, dismissal);
    }

    private static void AddLeave(Draft draft, Dictionary<string, EmployeeDraft> cast)
    {
        var from = draft.Today.AddDays(-LeaveBegan);
        var to = from.AddDays(LeaveDays);
        var absent = cast[Cast.CuratorOnLeave];
        var employment = draft.College.Employments.First(e => e.PersonId == absent.Person.Id);
        draft.Fact(draft.College.Absences, new Absence { Id = draft.NewId(), Kind = AbsenceKind.Leave, EmploymentId = employment.Id }, from, to);
        var order = draft.Order(OrderKind.Curator, "422-л", from.AddDays(-2), from);
        Assign(draft, draft.Group(Cast.Curators[Cast.CuratorOnLeave][0]), cast[Cast.Substitute], CuratorKind.Substitute, from, to, order, order);
    }

    private static void AddAdministrators(Draft draft, EmployeeDraft administrator, EmployeeDraft former, EmployeeDraft director)
    {
        var college = draft.College;
        var vk = college.Platforms[1];
        var first = draft.Order(OrderKind.PlatformAdministrator, "58-од", new DateOnly(2024, 3, 4), new DateOnly(2024, 3, 4));
        var second = draft.Order(OrderKind.PlatformAdministrator, "204-од", new DateOnly(2025, 9, 5), new DateOnly(2025, 9, 8));
        AddAdministrator(former, vk.Id, vk.ValidFrom, vk.ValidTo, first);
        AddAdministrator(administrator, college.Messenger.Id, college.Messenger.ValidFrom, null, second);
        AddAdministrator(administrator, college.Journal.Id, college.Messenger.ValidFrom, null, second);
        foreach (var owner in new[] { director, former })
        {
            draft.Fact(college.ChatAdministrators, new ChatAdministrator { Id = draft.NewId(), ChatId = college.Chats[0].Id, PersonId = owner.Person.Id }, college.Messenger.ValidFrom);
        }

        void AddAdministrator(EmployeeDraft who, Guid platformId, DateOnly from, DateOnly? to, Order order) =>
            draft.Fact(college.Administrators, new PlatformAdministrator
            {
                Id = draft.NewId(),
                PersonId = who.Person.Id,
                PlatformId = platformId,
                PhoneOfRecord = college.Contacts.First(c => c.PersonId == who.Person.Id).Value,
            }, from, to, order, to is null ? null : order);
    }

    private static void AddAccounts(Draft draft, Dictionary<string, EmployeeDraft> cast, EmployeeDraft director)
    {
        var (administrator, curator) = (cast[Cast.Administrator], cast[Cast.Curator]);
        Account(administrator, AdministratorLogin, PortalRole.Administrator);
        Account(curator, CuratorLogin, PortalRole.Curator);
        Account(director, DirectorLogin, PortalRole.Director);
        foreach (var other in draft.Groups.Select(g => g.Curator).OfType<EmployeeDraft>().Distinct().Where(c => c != administrator && c != curator))
        {
            Account(other, string.Create(CultureInfo.InvariantCulture, $"{Translit.Of(other.Person.LastName)}{draft.College.Accounts.Count}@demo.test"), PortalRole.Curator);
        }

        void Account(EmployeeDraft who, string login, params PortalRole[] roles)
        {
            who.UserId = draft.NewId();
            draft.College.Accounts.Add(new CollegeAccount(who.UserId, who.Person.Id, who.Person.FullName, login, roles));
        }
    }

    private static void Assign(Draft draft, GroupDraft group, EmployeeDraft who, CuratorKind kind, DateOnly from, DateOnly? to, Order order, Order? end = null) =>
        draft.Fact(draft.College.Curators, new CuratorAssignment { Id = draft.NewId(), StudyGroupId = group.Row.Id, PersonId = who.Person.Id, Kind = kind }, from, to, order, end);

    private static EmployeeDraft AddCast(Draft draft, Dice dice, string name, string position, bool isTeaching)
    {
        var fullName = FullName.Parse(name);
        var sex = fullName.Patronymic!.EndsWith('ч') ? Sex.Male : Sex.Female;
        return Add(draft, dice, position, isTeaching, fullName, sex, null);
    }

    private static EmployeeDraft Add(Draft draft, Dice dice, string position, bool isTeaching)
    {
        var family = draft.Names.Family();
        var sex = draft.Names.Sex(malePercent: 30);
        return Add(draft, dice, position, isTeaching, sex == Sex.Male ? draft.Names.Father(family) : draft.Names.Adult(family, sex), sex, family);
    }

    /// <summary>Everybody is old enough to have a child of student's age, and was hired before the oldest cohort came.</summary>
    private static EmployeeDraft Add(Draft draft, Dice dice, string position, bool isTeaching, FullName name, Sex sex, FamilyName? family)
    {
        var birth = new DateOnly(1964, 1, 1).AddDays(dice.Next(22 * 365));
        var hired = new DateOnly(2008, 8, 20).AddDays(dice.Next(12 * 365));
        var person = draft.Person(name, birth, hired);
        var number = string.Create(CultureInfo.InvariantCulture, $"{dice.Between(1, 400)}-л");
        draft.Fact(draft.College.Employments, new Employment
        {
            Id = draft.NewId(),
            PersonId = person.Id,
            Position = position,
            IsTeaching = isTeaching || Teachers.Contains(position),
        }, hired, null, draft.Order(OrderKind.Hiring, number, hired.AddDays(-1), hired));
        draft.Phone(person.Id, hired);
        draft.Email(person, hired);
        draft.Snils(person);
        var employee = new EmployeeDraft(person, sex, family);
        draft.Staff.Add(employee);
        return employee;
    }
}
