using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Links;

namespace Sferum.Admin.Web.Components.Ui;

/// <summary>How a status looks: meaning, word, icon. One triple per status over the whole portal.</summary>
/// <param name="Kind">Meaning and colour.</param>
/// <param name="Word">One or two Russian words.</param>
/// <param name="Glyph">Icon before the word.</param>
public sealed record StatusFace(ChipKind Kind, string Word, Glyph Glyph)
{
    // Link statuses (glossary: LinkStatus).
    public static readonly StatusFace Verified = new(ChipKind.Ok, "Проверен", Glyph.Shield);
    public static readonly StatusFace Linked = new(ChipKind.Ok, "Привязан", Glyph.Link);
    public static readonly StatusFace SelfReported = new(ChipKind.Waiting, "Заявил сам", Glyph.Hourglass);
    public static readonly StatusFace Invited = new(ChipKind.Neutral, "Приглашён", Glyph.Mail);
    public static readonly StatusFace NotInvited = new(ChipKind.Neutral, "Не приглашён", Glyph.Circle);
    public static readonly StatusFace NeedsRelink = new(ChipKind.Attention, "Перепривязать", Glyph.Triangle);
    public static readonly StatusFace Refused = new(ChipKind.Neutral, "Отказ", Glyph.Ban);
    public static readonly StatusFace NotApplicable = new(ChipKind.Neutral, "Не применимо", Glyph.Dash);

    /// <summary>For the director refusals and "not applicable" are one neutral word (DESIGN §3, "Director").</summary>
    public static readonly StatusFace NotRequired = new(ChipKind.Neutral, "Не требуется", Glyph.Dash);

    // A mandatory chat in ЭПОС.
    public static readonly StatusFace Seen = new(ChipKind.Ok, "Видно", Glyph.Eye);
    public static readonly StatusFace NotSeen = new(ChipKind.Danger, "Не видно", Glyph.EyeOff);
    public static readonly StatusFace NotChecked = new(ChipKind.Neutral, "Не проверено", Glyph.Circle);

    /// <summary>Face of a link status.</summary>
    /// <param name="state">The status of the day.</param>
    /// <param name="sensitive">Whether the reader may see refusals; the director may not.</param>
    public static StatusFace Of(LinkState state, bool sensitive = true) => state switch
    {
        LinkState.NotInvited => NotInvited,
        LinkState.Invited => Invited,
        LinkState.SelfReported => SelfReported,
        LinkState.Linked => Linked,
        LinkState.Verified => Verified,
        LinkState.NeedsRelink => NeedsRelink,
        LinkState.Refused => sensitive ? Refused : NotRequired,
        LinkState.NotApplicable => sensitive ? NotApplicable : NotRequired,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>Face of what is seen of a chat in ЭПОС.</summary>
    public static StatusFace Of(VisibilityState state) => state switch
    {
        VisibilityState.Visible => Seen,
        VisibilityState.Missing => NotSeen,
        VisibilityState.NotChecked => NotChecked,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
