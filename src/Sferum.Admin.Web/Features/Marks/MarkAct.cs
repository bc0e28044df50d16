namespace Sferum.Admin.Web.Features.Marks;

/// <summary>What is asked about before it is written, or takes something back; the other marks are made by the browser alone.</summary>
public enum MarkAct
{
    Refused,
    Withdrawn,
    NotApplicable,
}
