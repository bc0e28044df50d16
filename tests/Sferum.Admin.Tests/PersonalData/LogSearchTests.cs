namespace Sferum.Admin.Tests.PersonalData;

public sealed class LogSearchTests
{
    private static readonly LogSearch Search = new(["Щёкотов", "Пермякова", "Анна-Мариина", "9021234567", "11223344595", "anna@example.test"]);

    [Theory]
    [InlineData("Saving Щёкотов failed")]
    [InlineData("key ЩЕКОТОВ ИВАН")]
    [InlineData("GET /people?q=%D0%9F%D0%B5%D1%80%D0%BC%D1%8F%D0%BA%D0%BE%D0%B2%D0%B0")]
    [InlineData("""{"name":"\u041F\u0435\u0440\u043C\u044F\u043A\u043E\u0432\u0430"}""")]
    [InlineData("(Анна-Мариина)")]
    [InlineData("call +79021234567")]
    [InlineData("call 8 (902) 123-45-67.")]
    [InlineData("phone=9021234567&x=1")]
    [InlineData("снилс 112-233-445 95")]
    [InlineData("\"11223344595\"")]
    [InlineData("to Anna@Example.test")]
    public void LogSearch_OfALineWithPersonalData_FindsIt(string line) => Search.In(line).Should().ContainSingle();

    [Theory]
    [InlineData("Пермяк пришёл")]
    [InlineData("id 0197a000-0000-7000-9021-234567000001")]
    [InlineData("trace 00-9021234567ab-01, ticks 639021234567000")]
    [InlineData("at 2026-11-20 07:00:00.1234567 took 11223344596 ns")]
    [InlineData("Executed DbCommand (1ms) [Parameters=[@p0='?' (DbType = Guid)]]")]
    public void LogSearch_OfAnOrdinaryLine_FindsNothing(string line) => Search.In(line).Should().BeEmpty();
}
