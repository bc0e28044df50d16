namespace Sferum.Admin.Web.Features.Marks;

/// <summary>What a person can do to some rows of the page, by key or by button.</summary>
public enum MarkAct
{
    Visible,
    Missing,
    Invited,
    Claimed,
    Refused,
    Withdrawn,
    NotApplicable,
}
