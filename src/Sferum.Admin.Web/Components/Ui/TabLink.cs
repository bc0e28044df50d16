namespace Sferum.Admin.Web.Components.Ui;

/// <summary>One tab of <see cref="TabLinks"/>.</summary>
/// <param name="Text">Caption.</param>
/// <param name="Href">Address of the list behind it.</param>
/// <param name="Current">This is the page on screen.</param>
/// <param name="Count">Rows behind it, when known.</param>
public sealed record TabLink(string Text, string Href, bool Current, int? Count = null);
