using MudBlazor;

namespace Sferum.Admin.Web.Components.Layout;

/// <summary>The tokens of <c>tokens.css</c> as a MudBlazor theme, so that popovers, pickers and overlays agree with our own parts.
/// Success, Warning and Error are the text shades: Mud paints icons and helper texts with them. No font is fetched from outside.</summary>
internal static class PortalTheme
{
    private static readonly string[] Fonts = ["Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "system-ui", "sans-serif"];

    public static MudTheme Value { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#2456c4", PrimaryDarken = "#1b459f", PrimaryLighten = "#e8effd", PrimaryContrastText = "#ffffff",
            Secondary = "#454e5d", Tertiary = "#553a9b",
            Info = "#553a9b", Success = "#14633a", Warning = "#774a00", Error = "#a51f19", Dark = "#1b212b",
            InfoContrastText = "#ffffff", SuccessContrastText = "#ffffff", WarningContrastText = "#ffffff", ErrorContrastText = "#ffffff",
            TextPrimary = "#191e27", TextSecondary = "#454e5d", TextDisabled = "#5d6777",
            ActionDefault = "#454e5d", ActionDisabled = "#5d6777", ActionDisabledBackground = "#eff1f4",
            Background = "#f5f6f8", BackgroundGray = "#eff1f4", Surface = "#ffffff",
            DrawerBackground = "#fafbfc", DrawerText = "#454e5d", DrawerIcon = "#5d6777",
            AppbarBackground = "#ffffff", AppbarText = "#191e27",
            LinesDefault = "#d5dae2", LinesInputs = "#838d9c", TableLines = "#e6e9ee", TableHover = "#f1f4f9", TableStriped = "#ffffff",
            Divider = "#d5dae2", DividerLight = "#e6e9ee", Skeleton = "#e6e9ee", OverlayDark = "rgba(20,26,36,0.42)",
            HoverOpacity = 0.05, RippleOpacity = 0, RippleOpacitySecondary = 0,
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#3f6edb", PrimaryDarken = "#335fc8", PrimaryLighten = "#93b4ff", PrimaryContrastText = "#ffffff",
            Secondary = "#b3bbc8", Tertiary = "#c1aef6",
            Info = "#c1aef6", Success = "#7fd0a0", Warning = "#eebd68", Error = "#ff9d94", Dark = "#e6e9ef",
            InfoContrastText = "#161a21", SuccessContrastText = "#161a21", WarningContrastText = "#161a21", ErrorContrastText = "#161a21",
            TextPrimary = "#e6e9ef", TextSecondary = "#b3bbc8", TextDisabled = "#929cab",
            ActionDefault = "#b3bbc8", ActionDisabled = "#929cab", ActionDisabledBackground = "#11151b",
            Background = "#0e1116", BackgroundGray = "#11151b", Surface = "#151920",
            DrawerBackground = "#11151b", DrawerText = "#b3bbc8", DrawerIcon = "#929cab",
            AppbarBackground = "#151920", AppbarText = "#e6e9ef",
            LinesDefault = "#303845", LinesInputs = "#6f7a8b", TableLines = "#222832", TableHover = "#1d232d", TableStriped = "#151920",
            Divider = "#303845", DividerLight = "#222832", Skeleton = "#222832", OverlayDark = "rgba(0,0,0,0.6)",
            HoverOpacity = 0.06, RippleOpacity = 0, RippleOpacitySecondary = 0,
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "4px", DrawerWidthLeft = "232px", AppbarHeight = "52px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "14px", LineHeight = "20px", FontWeight = "400", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontFamily = Fonts, FontSize = "14px", LineHeight = "20px", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = Fonts, FontSize = "13px", LineHeight = "18px", LetterSpacing = "normal" },
            Caption = new CaptionTypography { FontFamily = Fonts, FontSize = "12px", LineHeight = "16px", LetterSpacing = "normal" },
            H4 = new H4Typography { FontFamily = Fonts, FontSize = "28px", LineHeight = "32px", FontWeight = "600", LetterSpacing = "-0.01em" },
            H5 = new H5Typography { FontFamily = Fonts, FontSize = "20px", LineHeight = "28px", FontWeight = "600", LetterSpacing = "-0.005em" },
            H6 = new H6Typography { FontFamily = Fonts, FontSize = "14px", LineHeight = "20px", FontWeight = "600", LetterSpacing = "normal" },
            Subtitle2 = new Subtitle2Typography { FontFamily = Fonts, FontSize = "13px", LineHeight = "18px", FontWeight = "600", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Fonts, FontSize = "13.5px", LineHeight = "18px", FontWeight = "400", TextTransform = "none", LetterSpacing = "normal" },
        },
    };
}
