using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Tests.Common;

public sealed class DayTextTests
{
    [Theory]
    [InlineData("04.03.2024")]
    [InlineData(" 4.3.2024 ")]
    [InlineData("4,3,2024")]
    [InlineData("4 3 2024")]
    [InlineData("04.03.2024 г.")]
    [InlineData("04032024")]
    [InlineData("2024-03-04")]
    public void Read_OfADayAsPeopleWriteIt_IsThatDay(string text) =>
        DayText.Read(text).Should().Be((new DateOnly(2024, 3, 4), null));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public void Read_OfNothing_IsNoDayAndNoFault(string? text) => DayText.Read(text).Should().Be(((DateOnly?)null, (string?)null));

    [Theory]
    [InlineData("04.03.24", "Напишите год четырьмя цифрами")]
    [InlineData("4/3/24", "Напишите год четырьмя цифрами")]
    [InlineData("040324", "Напишите год четырьмя цифрами")]
    [InlineData("04/03/2024", "Напишите дату так: 04.03.2024")]
    [InlineData("завтра", "Напишите дату так: 04.03.2024")]
    [InlineData("04.03", "Напишите дату так: 04.03.2024")]
    [InlineData("31.02.2026", "Такого дня нет: в 02.2026 28 дней")]
    [InlineData("29.02.2026", "Такого дня нет")]
    [InlineData("00.01.2026", "Такого дня нет")]
    [InlineData("03.13.2026", "Месяца 13 не бывает")]
    [InlineData("20240304", "Год 0304")]
    [InlineData("04.03.0202", "Год 0202: проверьте его")]
    [InlineData("9999-12-31", "Год 9999")]
    public void Read_OfWhatIsNoDay_SaysWhatIsWrong(string text, string fault)
    {
        var (day, said) = DayText.Read(text);

        day.Should().BeNull();
        said!.Replace('\u00A0', ' ').Should().StartWith(fault);
    }
}
