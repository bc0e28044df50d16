using System.Text.Json;
using Sferum.Admin.Core.Jobs;
using Sferum.Admin.Core.Journal.Checking;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Web.Cli;

namespace Sferum.Admin.Web.Tests.Cli;

/// <summary>The verb <c>check</c>: what it prints and how it ends. What it does is tested with the use case.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private readonly ProgramProcess _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Check_WithoutAJournal_EndsWithOneAndOneSentence()
    {
        var (code, output, error) = await _program.RunAsync("check", "--data", "d", "--json");

        code.Should().Be(1);
        var json = JsonDocument.Parse(output).RootElement;
        json.GetProperty("errors").EnumerateArray().Select(e => e.GetString()).Should().Equal("Чтение ЭПОС выключено.");
        var run = json.GetProperty("runs").EnumerateArray().Should().ContainSingle().Subject;
        (run.GetProperty("system").GetString(), run.GetProperty("scope").GetString(), run.GetProperty("state").GetString()).Should().Be(("epos", "everyone", "skipped"));
        run.GetProperty("verdict").ValueKind.Should().Be(JsonValueKind.Null);
        error.Should().Contain("Чтение ЭПОС выключено.");
    }

    [Fact]
    public async Task Check_OfAnUnknownGroup_IsRefused()
    {
        Assert.SkipUnless(TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        var (code, output, error) = await _program.RunAsync("check", "--data", "d", "--group", "ЯЯ-99", "--json");

        code.Should().Be(1);
        JsonDocument.Parse(output).RootElement.GetProperty("errors")[0].GetString().Should().StartWith("Группы «ЯЯ-99» сегодня нет.");
        error.Should().Contain("Группы «ЯЯ-99» сегодня нет.");
    }

    [Theory]
    [InlineData("--group", "А-1", "--person", "0197a000-0000-7000-8000-000000000001")]
    [InlineData("--person", "Волков")]
    public async Task Check_OfTwoThingsOrNoId_IsWrongUsage(params string[] arguments)
    {
        var (code, _, error) = await _program.RunAsync(["check", .. arguments]);

        code.Should().Be(2);
        error.Should().Contain("--person").And.MatchRegex("[а-я]{3,}").And.NotContain("Cannot");
    }

    [Fact]
    public async Task Check_OfAnUnknownPerson_IsRefused()
    {
        Assert.SkipUnless(TestEnvironment.Full, "Долгая проверка: tests/run.sh --full.");
        var (code, _, error) = await _program.RunAsync("check", "--data", "d", "--person", "0197a000-0000-7000-8000-000000000001");

        code.Should().Be(1);
        error.Should().Contain("Человека с таким номером нет.");
    }

    [Fact]
    public void Describe_InTheMiddle_SaysDoneRateAndTimeLeft()
    {
        var start = new DateTime(2026, 11, 20, 7, 0, 0, DateTimeKind.Utc);

        CheckBar.Describe(new CheckProgress(30, 120), start, start.AddSeconds(30)).Should().Be("30 из 120\u00A0разделов. 60 в\u00A0минуту, осталось около 2\u00A0мин.");
        CheckBar.Describe(new CheckProgress(0, 120), start, start.AddSeconds(30)).Should().Be("0 из 120\u00A0разделов.");
    }

    [Theory]
    [InlineData(JobRunState.Succeeded, "complete")]
    [InlineData(JobRunState.Failed, "failed")]
    [InlineData(JobRunState.Skipped, null)]
    public void Json_OfARun_SaysItsVerdict(JobRunState state, string? verdict)
    {
        var json = CheckJson.Of("everyone", new JournalCheckSummary(Guid.CreateVersion7(), state, null, [], new JournalCalls(7, 1, 2), TimeSpan.FromSeconds(1.26)));

        var run = JsonDocument.Parse(json).RootElement.GetProperty("runs")[0];
        run.GetProperty("verdict").GetString().Should().Be(verdict);
        (run.GetProperty("calls").GetInt32(), run.GetProperty("refused").GetInt32(), run.GetProperty("seconds").GetDouble()).Should().Be((7, 1, 1.3));
    }
}
