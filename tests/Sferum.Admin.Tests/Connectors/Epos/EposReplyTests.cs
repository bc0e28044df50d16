using Sferum.Admin.Connectors.Epos;

namespace Sferum.Admin.Tests.Connectors.Epos;

public sealed class EposReplyTests
{
    [Theory]
    [InlineData("2026-11-23T14:00:00+05:00", "2026-11-23T09:00:00")]
    [InlineData("2026-11-23T14:00:00.125+05:00", "2026-11-23T09:00:00.125")]
    [InlineData("2026-11-23T14:00+05:00", "2026-11-23T09:00:00")]
    [InlineData("2026-11-23T09:00:00Z", "2026-11-23T09:00:00")]
    [InlineData("2026-11-23T14:00:00", null)]
    [InlineData("23.11.2026 14:00", null)]
    [InlineData("Z", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Moment_WithAnOffset_IsUtc(string? text, string? utc)
    {
        var moment = EposReply.ParseMoment(text);

        moment.Should().Be(utc is null ? null : DateTime.Parse(utc));
        (moment?.Kind ?? DateTimeKind.Utc).Should().Be(DateTimeKind.Utc);
    }
}
