using System.Globalization;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Orders;
using Sferum.Admin.Core.Platforms;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Simulator.College;

/// <summary>Academic years, platforms, programmes, groups with their names over the years, and the chats of the year.</summary>
internal static class OrganizationStep
{
    private const int Courses = 4;
    private const int FirstEnrolmentOrder = 188;

    public static void Run(Draft draft)
    {
        var college = draft.College;
        for (var back = Courses - 1; back >= 0; back--)
        {
            var year = AcademicYear.Of(draft.Year.StartsOn.AddYears(-back));
            college.Years.Add(new AcademicYear { Id = draft.NewId(), Name = year.Name, StartsOn = year.StartsOn, EndsOn = year.EndsOn, Version = draft.NewId() });
        }

        AddPlatform(draft, PlatformKind.Journal, RegisterDefaults.JournalName, RegisterDefaults.JournalCode, new DateOnly(2020, 9, 1), null);
        AddPlatform(draft, PlatformKind.Messenger, "VK учебный профиль", "vk", new DateOnly(2024, 3, 4), new DateOnly(2025, 11, 1));
        AddPlatform(draft, PlatformKind.Messenger, RegisterDefaults.MessengerName, RegisterDefaults.MessengerCode, new DateOnly(2025, 9, 8), null);
        college.Chats.Add(new Chat { Id = draft.NewId(), Kind = ChatKind.Staff, PlatformId = college.Messenger.Id, Title = "Преподаватели", Version = draft.NewId() });

        var programs = Curriculum.Programs.ToDictionary(p => p.Prefix, p => new Program { Id = draft.NewId(), Code = p.Code, Title = p.Title, Version = draft.NewId() });
        college.Programs.AddRange(programs.Values);
        var orders = new Dictionary<(string Program, int Intake), Order>();
        foreach (var plan in Curriculum.Groups(draft.Size))
        {
            var intake = draft.Year.StartsOn.AddYears(1 - plan.Course);
            if (!orders.TryGetValue((plan.Program.Prefix, intake.Year), out var enrolment))
            {
                enrolment = EnrolmentOrder(draft, plan.Program, intake);
                orders.Add((plan.Program.Prefix, intake.Year), enrolment);
            }

            AddGroup(draft, plan, programs[plan.Program.Prefix], intake, enrolment);
        }
    }

    private static void AddPlatform(Draft draft, PlatformKind kind, string name, string connector, DateOnly from, DateOnly? to) =>
        draft.Fact(draft.College.Platforms, new Platform { Id = draft.NewId(), Kind = kind, Name = name, Connector = connector }, from, to);

    /// <summary>One order a programme and intake, signed in the last week of August.</summary>
    private static Order EnrolmentOrder(Draft draft, ProgramPlan program, DateOnly intake)
    {
        var index = Array.IndexOf(Curriculum.Programs, program);
        var number = string.Create(CultureInfo.InvariantCulture, $"{FirstEnrolmentOrder + index}-к");
        return draft.Order(OrderKind.Enrolment, number, new DateOnly(intake.Year, 8, 25).AddDays(index / 2), intake);
    }

    private static void AddGroup(Draft draft, GroupPlan plan, Program program, DateOnly intake, Order enrolment)
    {
        var college = draft.College;
        var row = draft.Fact(college.Groups, new StudyGroup
        {
            Id = draft.NewId(),
            IntakeYear = intake.Year,
            ProgramId = program.Id,
            StudyMode = StudyMode.FullTime,
            AdmissionBase = plan.IsOfAdults ? AdmissionBase.ElevenYears : AdmissionBase.NineYears,
        }, intake);
        for (var course = 1; course <= plan.Course; course++)
        {
            var from = intake.AddYears(course - 1);
            var name = new StudyGroupName { Id = draft.NewId(), StudyGroupId = row.Id, Name = plan.NameIn(course) };
            draft.Fact(college.GroupNames, name, from, course == plan.Course ? null : from.AddYears(1));
        }

        draft.Groups.Add(new GroupDraft(plan, row, enrolment)
        {
            GroupChat = AddChat(draft, ChatKind.Group, row, $"{plan.Name} · Группа"),
            ParentsChat = plan.IsOfAdults ? null : AddChat(draft, ChatKind.Parents, row, $"{plan.Name} · Родители"),
        });
    }

    private static Chat AddChat(Draft draft, ChatKind kind, StudyGroup group, string title)
    {
        var chat = new Chat
        {
            Id = draft.NewId(),
            Kind = kind,
            PlatformId = draft.College.Messenger.Id,
            StudyGroupId = group.Id,
            AcademicYearId = draft.College.Years[^1].Id,
            Title = title,
            Version = draft.NewId(),
        };
        draft.College.Chats.Add(chat);
        return chat;
    }
}
