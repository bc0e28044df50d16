namespace Sferum.Admin.Web.Components.Ui;

/// <summary>A place above the page: where one can go back to.</summary>
/// <param name="Text">Name of the list or object; never a person's, for those stand in the title.</param>
/// <param name="Href">Its address; none for a part that is no page.</param>
public sealed record CrumbLink(string Text, string? Href = null);
