using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Web.Components.Editing;

/// <summary>The form around a field: what is wrong with the field, and its id in the page.</summary>
public interface IEditForm
{
    /// <summary>The mistake in the field, if any.</summary>
    Error? ErrorOf(string field);

    /// <summary>Id of the control.</summary>
    string IdOf(string field);
}
