using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Components.Layout;

/// <summary>What the palette of a tab shares with the rest of it.</summary>
/// <param name="recent">What was opened lately.</param>
/// <param name="search">The search of the people's list.</param>
/// <param name="toasts">Says how an act ended.</param>
/// <param name="time">Measures how long the typing rests.</param>
public sealed class PaletteServices(PaletteRecent recent, SearchState search, UndoToasts toasts, TimeProvider time)
{
    internal PaletteRecent Recent => recent;

    internal SearchState Search => search;

    internal UndoToasts Toasts => toasts;

    internal TimeProvider Time => time;
}
