using System.Net;
using Microsoft.Extensions.Time.Testing;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Tests.Connectors.Epos;

/// <summary>Everything that can go wrong with an answer becomes a trouble with a kind and a sentence.</summary>
public sealed class EposFailureTests
{
    private const string Displaced = """{ "code": 401, "message": "Предыдущая сессия работы в ЭЖД завершена. Войдите в ЭЖД заново" }""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(200, "<html><body>Технические работы</body></html>", JournalTroubleKind.Unreadable, "страницу сайта")]
    [InlineData(200, "", JournalTroubleKind.Unreadable, "пустой ответ")]
    [InlineData(204, "", JournalTroubleKind.Unreadable, "пустой ответ")]
    [InlineData(200, "[ { \"id\": 1", JournalTroubleKind.Unreadable, "оборван")]
    [InlineData(200, """{ "code": 500, "message": "Ошибка" }""", JournalTroubleKind.Unreadable, "сообщение об ошибке")]
    [InlineData(200, """{ "rows": [] }""", JournalTroubleKind.Unreadable, "не то")]
    [InlineData(200, "5", JournalTroubleKind.Unreadable, "не то")]
    [InlineData(200, "[ 5 ]", JournalTroubleKind.Unreadable, "неожиданное значение")]
    [InlineData(400, """{ "code": 400, "message": "bad" }""", JournalTroubleKind.Unreadable, "не понял")]
    [InlineData(302, "", JournalTroubleKind.Unreadable, "не понял")]
    [InlineData(403, """{ "code": 403, "message": "Нет прав" }""", JournalTroubleKind.Forbidden, "нет такого права")]
    [InlineData(404, """{ "code": 404, "message": "Нет" }""", JournalTroubleKind.Unknown, "такого больше нет")]
    [InlineData(429, "", JournalTroubleKind.Throttled, "реже")]
    [InlineData(500, "{}", JournalTroubleKind.Unavailable, "код 500")]
    [InlineData(502, "<html>Bad gateway</html>", JournalTroubleKind.Unavailable, "код 502")]
    [InlineData(503, "", JournalTroubleKind.Unavailable, "код 503")]
    [InlineData(401, "", JournalTroubleKind.SessionEnded, "Нужен новый сеанс")]
    [InlineData(401, Displaced, JournalTroubleKind.SessionEnded, "вошли заново")]
    [InlineData(200, Displaced, JournalTroubleKind.SessionEnded, "вошли заново")]
    [InlineData(400, Displaced, JournalTroubleKind.SessionEnded, "вошли заново")]
    public async Task Groups_BadAnswer_IsATrouble(int status, string body, JournalTroubleKind kind, string words)
    {
        using var epos = new StubEpos();
        await using var session = await epos.OpenAsync(Ct);
        epos.On("core/api/class_units", (_, _) => StubEpos.Json(body, (HttpStatusCode)status));

        var answer = await session.GroupsAsync(Ct);

        (answer.Verdict, answer.Value, answer.Trouble!.Kind).Should().Be((ReadingVerdict.Failed, null, kind));
        answer.Trouble.Sentence.Should().Contain(words).And.NotContainAny("class_units", "http");
    }

    [Fact]
    public async Task Students_MissingField_IsNamed()
    {
        using var epos = new StubEpos();
        await using var session = await epos.OpenAsync(Ct);
        epos.On("core/api/student_profiles", (_, _) => StubEpos.Json("""[ { "id": 1, "person_id": null, "birth_date": null, "left_on": null, "parents": [] } ]"""));

        var answer = await session.StudentsAsync("2101", Ct);

        (answer.Verdict, answer.Trouble!.Kind, answer.Trouble.Field).Should().Be((ReadingVerdict.Failed, JournalTroubleKind.Unreadable, "user_name"));
        answer.Trouble.Sentence.Should().Be("Не удалось прочитать студентов группы: в ответе ЭПОС нет поля «user_name».");
    }

    [Fact]
    public async Task Employees_LaterPageBroken_ArePartialWithWhatCame()
    {
        using var epos = new StubEpos();
        await using var session = await epos.OpenAsync(Ct);
        epos.On("core/api/teacher_profiles", (_, n) => n == 1
            ? StubEpos.Json(EposSamples.Text("teacher_profiles"), headers: ("X-Pagination-Total-Entries", "9"))
            : StubEpos.Json("<html>", HttpStatusCode.BadGateway));

        var answer = await session.EmployeesAsync(Ct);

        (answer.Verdict, answer.Value!.Count, answer.Trouble!.Kind).Should().Be((ReadingVerdict.Partial, 2, JournalTroubleKind.Unavailable));
        answer.Trouble.Sentence.Should().EndWith("До этого получено 3\u00A0записи: список сотрудников прочитали не полностью.");
    }

    [Fact]
    public async Task Session_Ended_IsNotAskedAgain()
    {
        using var epos = new StubEpos();
        await using var session = await epos.OpenAsync(Ct);
        epos.On("core/api/class_units", (_, _) => StubEpos.Json(Displaced, HttpStatusCode.Unauthorized));
        await session.GroupsAsync(Ct);
        var before = epos.Requests.Count;

        var answer = await session.EmployeesAsync(Ct);

        answer.Trouble!.Kind.Should().Be(JournalTroubleKind.SessionEnded);
        epos.Requests.Should().HaveCount(before);
    }

    [Fact]
    public async Task Open_RoleWithoutRights_IsForbiddenWithASentence()
    {
        using var epos = new StubEpos();
        epos.On("lms/api/sessions", (_, _) => StubEpos.Json("""{ "id": 1, "profiles": [ { "id": 2, "type": "staff", "roles": ["teacher"] }, { "id": 3, "roles": null } ] }"""));

        var answer = await epos.Journal.OpenAsync(StubEpos.Connection, StubEpos.Credentials, Ct);

        (answer.Verdict, answer.Trouble!.Kind).Should().Be((ReadingVerdict.Failed, JournalTroubleKind.Forbidden));
        answer.Trouble.Sentence.Should().Contain("нужен сеанс администратора школы");
    }

    [Fact]
    public async Task Open_NoYears_IsATrouble()
    {
        using var epos = new StubEpos();
        epos.On("core/api/academic_years", (_, _) => StubEpos.Json("[]"));

        (await epos.Journal.OpenAsync(StubEpos.Connection, StubEpos.Credentials, Ct)).Trouble!.Kind.Should().Be(JournalTroubleKind.Incomplete);
    }

    [Theory]
    [InlineData("", "5100001")]
    [InlineData("auth_token=one; profile_id=2", "5100001")]
    [InlineData("токен", "5100001")]
    [InlineData("one\r\nX-Other: two", "5100001")]
    [InlineData("sim-epos-token", "5100001x")]
    [InlineData("sim-epos-token", "")]
    public async Task Open_ValuesThatCannotBeASession_CallNobody(string token, string profile)
    {
        using var epos = new StubEpos();

        var answer = await epos.Journal.OpenAsync(StubEpos.Connection, new JournalCredentials(token, profile), Ct);

        answer.Trouble!.Kind.Should().Be(JournalTroubleKind.SessionEnded);
        epos.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Sightings_WithoutTheContractsName_AreRejected()
    {
        using var epos = new StubEpos();
        await using var session = await epos.OpenAsync(Ct);
        epos.On("persons", (_, _) => StubEpos.Json(EposSamples.Text("group_persons"), headers: ("X-Assumed-Contract", "epos-2")));
        epos.On("links", (_, _) => StubEpos.Json("""{ "code": 404, "message": "Нет" }""", HttpStatusCode.NotFound, ("X-Assumed-Contract", "nginx")));

        (await session.SightingsAsync("2101", Ct)).Trouble!.Kind.Should().Be(JournalTroubleKind.Unreadable);
        (await session.SightingAsync("a", Ct)).Trouble!.Kind.Should().Be(JournalTroubleKind.Unreadable);
    }

    [Theory]
    [InlineData("завтра")]
    [InlineData("2026-11-23T14:00:00")]
    public async Task Sightings_WithoutAReadableMoment_AreRejected(string asOf)
    {
        using var epos = new StubEpos();
        await using var session = await epos.OpenAsync(Ct);
        epos.On("persons", (_, _) => StubEpos.Json(EposSamples.Text("group_persons"), headers: ("X-As-Of", asOf)));

        var trouble = (await session.SightingsAsync("2101", Ct)).Trouble!;

        (trouble.Kind, trouble.Field).Should().Be((JournalTroubleKind.Unreadable, "X-As-Of"));
    }

    [Fact]
    public async Task Sighting_UnknownPerson_IsUnknown()
    {
        using var epos = new StubEpos();
        await using var session = await epos.OpenAsync(Ct);
        epos.On("links", (_, _) => StubEpos.Json("""{ "code": 404, "message": "Профиль не найден" }""", HttpStatusCode.NotFound));

        (await session.SightingAsync("6f1e7a52-0000-4000-8000-000000000999", Ct)).Trouble.Should().Be(
            new JournalTrouble(JournalTroubleKind.Unknown, "В ЭПОС нет такого человека: сопоставьте его заново."));
    }

    [Fact]
    public async Task Sighting_AnswerAboutSomebodyElse_IsRejected()
    {
        using var epos = new StubEpos();
        await using var session = await epos.OpenAsync(Ct);

        var answer = await session.SightingAsync("6f1e7a52-0000-4000-8000-000000000101", Ct);

        (answer.Verdict, answer.Trouble!.Kind).Should().Be((ReadingVerdict.Failed, JournalTroubleKind.Unreadable));
    }

    [Fact]
    public async Task Sighting_WithoutALink_AsksForNoChats()
    {
        using var epos = new StubEpos();
        await using var session = await epos.OpenAsync(Ct);
        epos.On("links", (_, _) => StubEpos.Json("""{ "person_id": "a", "role": "parent", "as_of": "2026-11-23T14:00:00+05:00", "links": [ { "platform": "max", "status": "not_linked" } ] }"""));

        var answer = await session.SightingAsync("A", Ct);

        (answer.Verdict, answer.Value!.Chats.Count).Should().Be((ReadingVerdict.Complete, 0));
        epos.Requests.Should().NotContain(r => r.Contains("chats", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sighting_LinkAndChatsOfTwoSnapshots_IsPartialAsOfTheEarlier()
    {
        using var epos = new StubEpos();
        await using var session = await epos.OpenAsync(Ct);
        epos.On("chats", (r, _) => StubEpos.Json(r.RequestUri!.Query.Contains("page=1&", StringComparison.Ordinal) ? EposSamples.Text("person_chats") : "[]", headers: ("X-As-Of", "2026-11-20T14:00:00+05:00")));

        var answer = await session.SightingAsync("6f1e7a52-0000-4000-8000-000000000002", Ct);

        var earlier = new DateTime(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc);
        (answer.Verdict, answer.AsOf, answer.Value!.AsOf, answer.Trouble!.Kind).Should().Be((ReadingVerdict.Partial, earlier, earlier, JournalTroubleKind.Incomplete));
    }

    [Fact]
    public async Task Sighting_ChatsBroken_IsNoneAtAll()
    {
        using var epos = new StubEpos();
        await using var session = await epos.OpenAsync(Ct);
        epos.On("chats", (_, n) => n == 1 ? StubEpos.Json(EposSamples.Text("person_chats"), headers: ("X-Pagination-Total-Entries", "9")) : StubEpos.Json("[]"));

        var answer = await session.SightingAsync("6f1e7a52-0000-4000-8000-000000000002", Ct);

        (answer.Verdict, answer.Value, answer.Trouble!.Kind).Should().Be((ReadingVerdict.Failed, null, JournalTroubleKind.Incomplete));
    }

    [Fact]
    public async Task Groups_TooLargeAnswer_IsNotRepeated()
    {
        using var epos = new StubEpos(o => o.LargestAnswer = 4096);
        await using var session = await epos.OpenAsync(Ct);
        epos.On("core/api/class_units", (_, _) => StubEpos.Json($"[{new string(' ', 5000)}]"));

        var answer = await session.GroupsAsync(Ct);

        (answer.Trouble!.Kind, session.Calls.Repeated).Should().Be((JournalTroubleKind.Unreadable, 0));
    }

    [Fact]
    public async Task Groups_FailingTwice_AreReadOnTheThirdAttempt()
    {
        using var epos = new StubEpos();
        await using var session = await epos.OpenAsync(Ct);
        epos.On("core/api/class_units", (_, n) => n switch
        {
            1 => throw new HttpRequestException(HttpRequestError.ConnectionError),
            2 => StubEpos.Json("", HttpStatusCode.ServiceUnavailable),
            _ => StubEpos.Json(EposSamples.Text("class_units")),
        });

        var answer = await session.GroupsAsync(Ct);

        (answer.Verdict, session.Calls).Should().Be((ReadingVerdict.Complete, new JournalCalls(5, 0, 2)));
    }

    [Fact]
    public async Task Groups_BodyBreaksHalfway_AreRepeatedToo()
    {
        using var epos = new StubEpos();
        await using var session = await epos.OpenAsync(Ct);
        epos.On("core/api/class_units", (_, n) => n == 1
            ? new HttpResponseMessage { Content = new StreamContent(new BrokenStream()) }
            : StubEpos.Json(EposSamples.Text("class_units")));

        ((await session.GroupsAsync(Ct)).Verdict, session.Calls.Repeated).Should().Be((ReadingVerdict.Complete, 1));
    }

    [Fact]
    public async Task Groups_NoAnswer_TimeOutByTheWaitClock()
    {
        var clock = new FakeTimeProvider();
        using var epos = new StubEpos(o => (o.WaitClock, o.Repeats) = (clock, 0));
        await using var session = await epos.OpenAsync(Ct);
        epos.On("core/api/class_units", async (_, _, ct) =>
        {
            clock.Advance(TimeSpan.FromSeconds(20));
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
            throw new InvalidOperationException();
        });

        var answer = await session.GroupsAsync(Ct);

        (answer.Trouble!.Kind, answer.Trouble.Sentence).Should().Be((JournalTroubleKind.Unavailable, "Не удалось прочитать список учебных групп: ЭПОС не ответил вовремя."));
    }

    [Fact]
    public async Task Groups_CallerGivesUp_IsTheOnlyException()
    {
        using var epos = new StubEpos();
        await using var session = await epos.OpenAsync(Ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        epos.On("core/api/class_units", async (_, _, ct) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
            throw new InvalidOperationException();
        });

        await session.Invoking(s => s.GroupsAsync(stop.Token)).Should().ThrowAsync<OperationCanceledException>();
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("reset");

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => throw new IOException("reset");
    }
}
