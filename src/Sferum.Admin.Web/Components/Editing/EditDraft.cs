using Sferum.Admin.Core.Editing;

namespace Sferum.Admin.Web.Components.Editing;

/// <summary>All that a form holds: what it was opened with, what is typed, and by which order. This is what a draft keeps.</summary>
/// <typeparam name="TForm">The form's values.</typeparam>
public sealed class EditDraft<TForm>
    where TForm : class, new()
{
    /// <summary>The record as the form was opened with; none of a new one.</summary>
    public FormState<TForm>? Shown { get; set; }

    public TForm Typed { get; set; } = new();

    public ReasonForm Reason { get; set; } = new();
}
