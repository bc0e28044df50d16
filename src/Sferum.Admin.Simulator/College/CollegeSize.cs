namespace Sferum.Admin.Simulator.College;

/// <summary>How large the invented college is, in multiples of the demo's.</summary>
/// <param name="Factor">1 or more; beyond 100 the reserved phone numbers run out.</param>
public sealed record CollegeSize(int Factor)
{
    /// <summary>60 groups, 1,500 students, 2,250 representatives, 120 staff of whom 58 are parents too: 3,812 people.</summary>
    public static CollegeSize Demo { get; } = new(1);

    private const int PeopleOfDemo = 3812;

    public int Groups => 60 * Factor;

    public int Students => 1500 * Factor;

    /// <summary>People who represent a student, employees among them included.</summary>
    public int Representatives => 2250 * Factor;

    public int Staff => 120 * Factor;

    /// <summary>Employees whose own children study here.</summary>
    public int StaffParents => 58 * Factor;

    /// <summary>Different people in force on the college's day.</summary>
    public int People => Staff + Students + Representatives - StaffParents;

    /// <summary>The smallest college with at least so many people.</summary>
    public static CollegeSize ForPeople(int people) => new((people + PeopleOfDemo - 1) / PeopleOfDemo);
}
