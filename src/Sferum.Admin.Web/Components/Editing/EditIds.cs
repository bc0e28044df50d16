using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Web.Components.Editing;

/// <summary>Ids that tie a control to its hint and its mistake.</summary>
internal static class EditIds
{
    /// <summary>What describes the control, where there is anything.</summary>
    public static string? Described(string id, string? hint, Error? error) => (hint, error) switch
    {
        (null, null) => null,
        (null, _) => $"{id}-err",
        (_, null) => $"{id}-hint",
        _ => $"{id}-hint {id}-err",
    };
}
