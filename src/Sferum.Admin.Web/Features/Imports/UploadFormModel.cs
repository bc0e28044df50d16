using Microsoft.AspNetCore.Components.Forms;
using Sferum.Admin.Core.Import;

namespace Sferum.Admin.Web.Features.Imports;

/// <summary>What is chosen for a new import.</summary>
public sealed class UploadFormModel
{
    /// <summary>The file in the browser; read only when the form is sent.</summary>
    public IBrowserFile? File { get; set; }

    /// <summary>What absence from the file means.</summary>
    public ImportCover Cover { get; set; }

    /// <summary>Null leaves the day to the import.</summary>
    public DateOnly? EffectiveOn { get; set; }
}
