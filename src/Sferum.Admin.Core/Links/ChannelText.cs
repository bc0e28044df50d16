namespace Sferum.Admin.Core.Links;

/// <summary>How somebody who refused is told things instead, in words.</summary>
public static class ChannelText
{
    /// <summary>«на бумаге», «по телефону».</summary>
    public static string Of(AlternativeChannel channel) => channel switch
    {
        AlternativeChannel.Paper => "на бумаге",
        AlternativeChannel.Email => "по электронной почте",
        AlternativeChannel.Sms => "по СМС",
        AlternativeChannel.Epos => "через ЭПОС",
        AlternativeChannel.Phone => "по телефону",
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, null),
    };
}
