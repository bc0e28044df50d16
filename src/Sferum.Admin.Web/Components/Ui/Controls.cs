using MudBlazor;

// MudBlazor 9 has no global defaults for variant, margin or density: these subclasses carry ours.
namespace Sferum.Admin.Web.Components.Ui;

/// <summary>One-line text field with its label above.</summary>
public class TextInput<T> : MudTextField<T>
{
    public TextInput()
    {
        Variant = Variant.Outlined;
        Margin = Margin.Dense;
        ShrinkLabel = true;
    }
}

/// <summary>Choice out of a list.</summary>
public class Choice<T> : MudSelect<T>
{
    public Choice()
    {
        Variant = Variant.Outlined;
        Margin = Margin.Dense;
        Dense = true;
        ShrinkLabel = true;
    }
}

/// <summary>Day, typed as <c>dd.MM.yyyy</c> or picked; the week begins on Monday.</summary>
public class DateInput : MudDatePicker
{
    public DateInput()
    {
        Variant = Variant.Outlined;
        Margin = Margin.Dense;
        Culture = System.Globalization.CultureInfo.GetCultureInfo("ru-RU");
        DateFormat = "dd.MM.yyyy";
        Mask = new DateMask("00.00.0000");
        FirstDayOfWeek = DayOfWeek.Monday;
        Editable = true;
        // Its date button has no name and is 12 px high: axe reports both.
        ShowToolbar = false;
    }
}

/// <summary>Ordinary button.</summary>
public class PlainButton : MudButton
{
    public PlainButton()
    {
        Variant = Variant.Outlined;
        Size = Size.Small;
        DropShadow = false;
        Ripple = false;
    }
}

/// <summary>The one primary act of a screen or dialog.</summary>
public class PrimaryButton : MudButton
{
    public PrimaryButton()
    {
        Variant = Variant.Filled;
        Color = Color.Primary;
        Size = Size.Small;
        DropShadow = false;
        Ripple = false;
    }
}

/// <summary>Menu of row actions.</summary>
public class ActionMenu : MudMenu
{
    public ActionMenu()
    {
        Dense = true;
        Ripple = false;
        AnchorOrigin = Origin.BottomRight;
        TransformOrigin = Origin.TopRight;
    }
}
