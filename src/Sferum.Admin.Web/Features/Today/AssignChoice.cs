using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Core.Staff;

namespace Sferum.Admin.Web.Features.Today;

/// <summary>Who was chosen in place, and for how long.</summary>
/// <param name="Kind">Of a group: its curator, or a substitute.</param>
/// <param name="LastDay">Of a substitute: the last day, inclusive.</param>
public sealed record AssignChoice(EmployeeChoice Person, CuratorKind Kind = CuratorKind.Main, DateOnly? LastDay = null);
