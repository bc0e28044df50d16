namespace Sferum.Admin.Tests.Chats;

/// <summary>Situations of life in which a person stands to a study group, by name.</summary>
internal static class ChatSituations
{
    /// <summary>Born on this day, somebody comes of age today.</summary>
    public static readonly DateOnly Adult = College.Today.AddYears(-18);

    /// <summary>A situation makes a person with regard to a group; the group has another minor, so that «Родители» is mandatory.</summary>
    public static readonly Dictionary<string, Func<College, Guid, Guid>> All = new()
    {
        ["employee"] = (c, _) => c.Employee(),
        ["dismissed"] = (c, _) => c.Employee(to: College.Today),
        ["on the last working day"] = (c, _) => c.Employee(to: College.Today.AddDays(1)),
        ["platform administrator"] = (c, _) => c.Administrator(),
        ["curator"] = (c, g) => c.Curator(g),
        ["curator of another group"] = (c, _) => c.Curator(c.Group()),
        ["substitute"] = (c, g) => c.Curator(g, substitute: true),
        ["substitute whose days are over"] = (c, g) => c.Curator(g, substitute: true, to: College.Today),
        ["curator from tomorrow"] = (c, g) => c.Curator(g, from: College.Today.AddDays(1)),
        ["dismissed curator"] = (c, g) => c.Curator(g, c.Employee(to: College.Today)),
        ["student"] = (c, g) => c.Student(g),
        ["student of another group"] = (c, _) => c.Student(c.Group()),
        ["expelled from tomorrow"] = (c, g) => c.Student(g, to: College.Today.AddDays(1)),
        ["expelled"] = (c, g) => c.Student(g, to: College.Today),
        ["student on leave"] = (c, g) => OnLeave(c, c.Student(g)),
        ["back from leave"] = (c, g) => OnLeave(c, c.Student(g), until: College.Today),
        ["mother of a minor"] = (c, g) => c.Representative(c.Student(g)),
        ["mother of a minor whose age is unknown"] = (c, g) => c.Representative(c.StudentWithoutBirthDate(g)),
        ["mother of an expelled minor"] = (c, g) => c.Representative(c.Student(g, to: College.Today)),
        ["mother of a minor on leave"] = (c, g) => c.Representative(OnLeave(c, c.Student(g))),
        ["guardian of last year"] = (c, g) => c.Representative(c.Student(g), to: College.Today),
        ["mother of an adult"] = (c, g) => c.Representative(c.Student(g, Adult)),
        ["mother of an adult who consents"] = (c, g) => c.Representative(Consenting(c, c.Student(g, Adult))),
        ["mother of an adult who took the consent back"] = (c, g) => c.Representative(Consenting(c, c.Student(g, Adult), until: College.Today)),
        ["mother of one who turns 18 tomorrow"] = (c, g) => c.Representative(c.Student(g, Adult.AddDays(1))),
        ["restricted father"] = (c, g) => c.Representative(c.Student(g), restrictedFrom: College.Today),
        ["father restricted from tomorrow"] = (c, g) => c.Representative(c.Student(g), restrictedFrom: College.Today.AddDays(1)),
        ["father whose restriction was lifted"] = (c, g) => c.Representative(c.Student(g), restrictedFrom: College.YearStart, restrictedTo: College.Today),
        ["parent who is an employee"] = (c, g) => c.Employee(c.Representative(c.Student(g))),
        ["dismissed employee who is a parent"] = (c, g) => c.Employee(c.Representative(c.Student(g)), to: College.Today),
        ["curator whose child studies in the group"] = (c, g) => c.Curator(g, c.Employee(c.Representative(c.Student(g)))),
        ["restricted father of one, free of another"] = (c, g) =>
            c.Representative(c.Student(g), c.Representative(c.Student(g), restrictedFrom: College.YearStart)),
        ["restricted father of one, of an adult too"] = (c, g) =>
            c.Representative(c.Student(g, Adult), c.Representative(c.Student(g), restrictedFrom: College.YearStart)),
        ["mother of an adult and a minor"] = (c, g) => c.Representative(c.Student(g), c.Representative(c.Student(g, Adult))),
        ["nobody"] = (c, _) => c.Person(),
    };

    private static Guid OnLeave(College college, Guid student, DateOnly? until = null)
    {
        college.Leave(student, to: until);
        return student;
    }

    private static Guid Consenting(College college, Guid student, DateOnly? until = null)
    {
        college.Consent(student, until);
        return student;
    }
}
