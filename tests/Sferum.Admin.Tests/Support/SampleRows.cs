using Microsoft.EntityFrameworkCore.Metadata;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.Parents;
using Sferum.Admin.Core.Staff;
using Sferum.Admin.Core.Students;

namespace Sferum.Admin.Tests.Support;

/// <summary>
/// Makes a valid row of any entity of the model, with the rows it refers to, so that a test can go over all tables and a new
/// table is tested the day it appears.
/// </summary>
internal sealed class SampleRows(AppDbContext db)
{
    private readonly Dictionary<Type, object> _principals = [];
    private int _number;

    /// <summary>Rows to be saved before the row itself, in the order of their references.</summary>
    public List<object> Needed { get; } = [];

    public object New(Type type)
    {
        var entity = db.Model.FindEntityType(type)!;
        var row = Activator.CreateInstance(type)!;
        foreach (var property in entity.GetProperties().Where(p => !p.IsNullable && p.PropertyInfo is not null))
        {
            if (property.GetContainingForeignKeys().FirstOrDefault() is { } key)
            {
                property.PropertyInfo!.SetValue(row, IdOf(Principal(key.PrincipalEntityType)));
            }
            else if (Value(property) is { } value)
            {
                property.PropertyInfo!.SetValue(row, value);
            }
        }

        // Tables that demand exactly one of two optional columns.
        switch (row)
        {
            case Guardianship guardianship:
                guardianship.OrganizationName = "Детский дом";
                break;
            case Absence:
                type.GetProperty(nameof(Absence.EnrollmentId))!.SetValue(row, IdOf(Principal(db.Model.FindEntityType(typeof(Enrollment))!)));
                break;
        }

        return row;
    }

    private static object? IdOf(object row) => row.GetType().GetProperty("Id")!.GetValue(row);

    private object Principal(IEntityType entity)
    {
        if (!_principals.TryGetValue(entity.ClrType, out var row))
        {
            row = New(entity.ClrType);
            _principals.Add(entity.ClrType, row);
            Needed.Add(row);
        }

        return row;
    }

    private object? Value(IProperty property)
    {
        var type = property.ClrType;
        var number = ++_number;
        return type switch
        {
            _ when property.ValueGenerated != ValueGenerated.Never => null,
            _ when property.Name == "Id" => Guid.CreateVersion7(),
            _ when type == typeof(string) => $"т{number}",
            _ when type == typeof(Guid) => Guid.CreateVersion7(),
            _ when type == typeof(DateTime) => TestClock.Now.AddMinutes(number),
            _ when type == typeof(DateOnly) => TestClock.Today.AddDays(number),
            _ when type == typeof(int) => number,
            _ when type == typeof(byte[]) => new byte[] { 1, 2, 3 },
            _ => null,
        };
    }
}
