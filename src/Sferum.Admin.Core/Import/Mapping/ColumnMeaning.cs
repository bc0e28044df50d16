using Sferum.Admin.Core.Parents;

namespace Sferum.Admin.Core.Import.Mapping;

/// <summary>What a column of a roster holds.</summary>
public enum ColumnField
{
    LastName,
    FirstName,
    Patronymic,
    FullName,
    BirthDate,
    Snils,
    Phone,
    Email,
    Group,
    Program,
    StudyMode,
    CourseYear,
    Status,

    /// <summary>Day of leaving: with a past day in it the person has left.</summary>
    LeftOn,
    Order,
    OrderDate,
    Position,
    Department,
    CuratorOf,
    ExternalId,

    /// <summary>Who a representative is to the student.</summary>
    Kind,

    /// <summary>Name and phone of a representative in one cell.</summary>
    Contact,
    RowNumber,

    /// <summary>Recognised and not read: notes, sex, address and the like.</summary>
    Unused,
}

/// <summary>Whose field a column holds: the row's own person, or somebody beside.</summary>
public enum ColumnOwner
{
    Own,

    /// <summary>The student a row of a representatives' file speaks of.</summary>
    Student,
    Representative,
}

/// <summary>A field with its owner.</summary>
/// <param name="Representative">From 1 where the owner is a representative, else 0.</param>
/// <param name="Kind">Who the representative is, when the header says so.</param>
public sealed record ColumnMeaning(ColumnField Field, ColumnOwner Owner = ColumnOwner.Own, int Representative = 0, GuardianshipKind? Kind = null)
{
    /// <summary>The contract's name: <c>birthDate</c>, <c>representative1.phone</c>, <c>student.fullName</c>; null for a column that is not read.</summary>
    public string? Name
    {
        get
        {
            if (Field is ColumnField.RowNumber or ColumnField.Unused)
            {
                return null;
            }

            var name = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(Field.ToString());
            return Owner switch
            {
                ColumnOwner.Student => "student." + name,
                ColumnOwner.Representative => $"representative{Representative}.{name}",
                _ => name,
            };
        }
    }
}

/// <summary>A column as it was understood.</summary>
/// <param name="Index">From 1.</param>
/// <param name="Header">Its header; of several rows the lowest filled one.</param>
/// <param name="Meaning">Null when nothing is known of it.</param>
public sealed record RosterColumn(int Index, string Header, ColumnMeaning? Meaning);
