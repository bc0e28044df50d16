namespace Sferum.Admin.Web.Components.Ui;

/// <summary>Meaning of a chip, note or bar. The word carries it first, the icon second, the colour third.</summary>
public enum ChipKind
{
    /// <summary>Grey: final or not yet anything; a refusal is always this.</summary>
    Neutral,

    /// <summary>Green: shown by an observation, never by a claim.</summary>
    Ok,

    /// <summary>Amber: someone should act, nothing is broken yet.</summary>
    Attention,

    /// <summary>Red: harm now.</summary>
    Danger,

    /// <summary>Violet: claimed or entered, waits for an observation.</summary>
    Waiting,

    /// <summary>Blue: a decision is asked for.</summary>
    Accent,
}

internal static class ChipKinds
{
    /// <summary>Class name used by <c>css/parts.css</c>.</summary>
    public static string Css(this ChipKind kind) => kind switch
    {
        ChipKind.Neutral => "neutral",
        ChipKind.Ok => "ok",
        ChipKind.Attention => "attention",
        ChipKind.Danger => "danger",
        ChipKind.Waiting => "waiting",
        ChipKind.Accent => "accent",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
