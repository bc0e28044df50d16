using Sferum.Admin.Connectors.Epos;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Tests.Connectors.Epos;

/// <summary>Where the assumed contract may be used (contract §4).</summary>
public sealed class EposGuardTests
{
    [Theory]
    [InlineData("https://stand.example.ru/epos", "Development", false, false, null)]
    [InlineData("https://stand.example.ru/epos", "Production", true, false, null)]
    [InlineData("https://stand.example.ru/epos", "Production", false, false, "journal-assumed-production")]
    [InlineData("https://stand.example.ru/epos", "production", false, false, "journal-assumed-production")]
    [InlineData("https://stand.example.ru/epos", "Production", false, true, "journal-assumed-production")]
    [InlineData("http://127.0.0.1:5081/epos", "Production", false, true, null)]
    [InlineData("http://[::1]:5081/epos", "Production", false, true, null)]
    [InlineData("http://localhost:5081/epos", "Production", false, false, "journal-assumed-production")]
    [InlineData("https://edu-epos.permkrai.ru", "Development", true, true, "journal-assumed-real")]
    [InlineData("https://EDU-EPOS.PERMKRAI.RU.", "Development", true, true, "journal-assumed-real")]
    [InlineData("https://school.mos.ru/api", "Development", true, true, "journal-assumed-real")]
    [InlineData("https://permkrai.ru", "Development", true, true, "journal-assumed-real")]
    [InlineData("http://stand.example.ru", "Development", true, true, "journal-plain-http")]
    [InlineData("http://10.0.0.5", "Development", true, true, "journal-plain-http")]
    [InlineData("ftp://127.0.0.1", "Development", true, true, "journal-address")]
    [InlineData("https://name:word@stand.example.ru", "Development", true, true, "journal-address")]
    [InlineData("https://stand.example.ru/?pid=5", "Development", true, true, "journal-address")]
    public void Refusal_AddressAndEnvironment_ByTheContract(string address, string environment, bool allowed, bool loopback, string? code)
    {
        var options = new EposOptions { Environment = environment, AllowAssumed = allowed, AllowAssumedOnLoopback = loopback };

        var refusal = EposGuard.Refusal(new JournalConnection(JournalReaderMode.Assumed, new Uri(address)), options);

        refusal?.Code.Should().Be(code);
        (refusal is null).Should().Be(code is null);
    }

    [Fact]
    public void Refusal_Off_IsNone() => EposGuard.Refusal(new(JournalReaderMode.Off, new Uri("http://school.mos.ru")), new()).Should().BeNull();

    [Fact]
    public void Refusal_OptionsAsTheyAre_IsStrict() =>
        EposGuard.Refusal(StubEpos.Connection, new())!.Code.Should().Be("journal-assumed-production");

    [Fact]
    public async Task Open_WhereItMayNot_CallsNobody()
    {
        using var epos = new StubEpos(o => o.AllowAssumed = false);

        var refused = await epos.Journal.OpenAsync(StubEpos.Connection, StubEpos.Credentials, TestContext.Current.CancellationToken);
        var off = await epos.Journal.OpenAsync(StubEpos.Connection with { Mode = JournalReaderMode.Off }, StubEpos.Credentials, TestContext.Current.CancellationToken);

        (refused.Trouble!.Kind, off.Trouble!.Kind).Should().Be((JournalTroubleKind.Forbidden, JournalTroubleKind.Forbidden));
        epos.Requests.Should().BeEmpty();
    }
}
