using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Orders;

/// <summary>What an order is about.</summary>
public enum OrderKind
{
    Enrolment,
    Expulsion,
    Transfer,
    AcademicLeave,
    Reinstatement,
    Graduation,
    NameChange,
    Hiring,
    Dismissal,
    Curator,
    PlatformAdministrator,
    Other,
}

/// <summary>Приказ. Number and date together tell one from another.</summary>
public sealed class Order : IAudited, IVersioned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>As printed: «214-к».</summary>
    public required string Number { get; set; }

    /// <summary>Day of signing; unknown when a roster gives the number alone.</summary>
    public DateOnly? Date { get; set; }

    /// <summary>First day of the new state, where it differs from the date.</summary>
    public DateOnly? EffectiveOn { get; set; }

    public OrderKind Kind { get; set; }

    /// <summary>Where the scan lies, relative to the data root.</summary>
    public string? ScanPath { get; set; }

    public Guid Version { get; set; } = Guid.CreateVersion7();
}
