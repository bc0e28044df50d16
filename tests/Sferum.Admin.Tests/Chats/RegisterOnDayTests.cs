using CsCheck;
using Sferum.Admin.Core.Chats;

namespace Sferum.Admin.Tests.Chats;

public sealed class RegisterOnDayTests
{
    private static readonly Gen<DateOnly> Day = Gen.Int[-30, 60].Select(College.Today.AddDays);

    private static readonly Gen<(DateOnly From, DateOnly? To)> Period = Gen.Select(
        Day, Gen.Int[-5, 40], (from, length) => (from, length <= 0 ? null : (DateOnly?)from.AddDays(length)));

    /// <summary>A group with three students around 18, their mother, a curator and an administrator, with random periods of everything.</summary>
    private static readonly Gen<College> Colleges = Gen.Select(Period.Array[12], Gen.Int[-40, 60].Array[3], (periods, ages) =>
    {
        var college = new College();
        var group = college.Group(College.Today.AddDays(-20), periods[0].To);
        var mother = college.Person();
        for (var i = 0; i < ages.Length; i++)
        {
            var student = college.Student(group, College.Today.AddYears(-18).AddDays(ages[i]), periods[1 + i].From, periods[1 + i].To);
            college.Representative(student, mother, periods[4 + i].From, periods[4 + i].To, periods[7 + i].From, periods[7 + i].To);
            college.Leave(student, periods[10].From, periods[10].To);
        }

        college.Curator(group, from: periods[11].From, to: periods[11].To);
        college.Administrator(to: periods[3].To);
        college.OptOut(mother, periods[6].From, periods[6].To);
        return college;
    });

    [Fact]
    public void NextChangeOf_AnyHistory_IsNeverTooLate()
        => Colleges.Sample(
            college =>
            {
                var facts = college.Facts();
                var today = new RegisterOnDay(College.Today, facts);
                foreach (var person in facts.Persons)
                {
                    var now = Answers(today, person.Id);
                    var end = today.NextChangeOf(person.Id) ?? College.Today.AddDays(120);
                    for (var day = College.Today.AddDays(1); day < end; day = day.AddDays(1))
                    {
                        if (!Answers(new RegisterOnDay(day, facts), person.Id).SetEquals(now))
                        {
                            return false;
                        }
                    }
                }

                return true;
            },
            iter: 300);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void NextChangeOf_AMother_IsTheBirthdayOfTheChild(int daysToBirthday)
    {
        var college = new College();
        var mother = college.Representative(college.Student(college.Group(), College.Today.AddYears(-18).AddDays(daysToBirthday)));

        college.On().NextChangeOf(mother).Should().Be(daysToBirthday == 0 ? null : College.Today.AddDays(1));
    }

    [Fact]
    public void NextChangeOf_APersonWithOpenFacts_IsUnknown()
    {
        var college = new College();
        var employee = college.Employee();

        college.On().NextChangeOf(employee).Should().BeNull();
    }

    private static HashSet<(ChatKey, MembershipRole, Demand, bool)> Answers(RegisterOnDay register, Guid person)
        => [.. MandatoryChatRules.Of(register, person, ChatRuleSettings.Default).Select(x => (x.Chat, x.Role, x.Demand, x.OptedOut))];
}
