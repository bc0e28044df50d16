using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Tests.Common;

public sealed class RussianTextTests
{
    [Theory]
    [InlineData("  Семёнов   Пётр ", "СЕМЕНОВ ПЕТР")]
    [InlineData("Йод", "ЙОД")]
    [InlineData("и\u0306од", "ЙОД")]
    [InlineData("Иванова – Петрова", "ИВАНОВА-ПЕТРОВА")]
    [InlineData("Иванова\u2011Петрова", "ИВАНОВА-ПЕТРОВА")]
    [InlineData("Ким\u00A0\u00A0Анна", "КИМ АННА")]
    [InlineData("Ким\u200B", "КИМ")]
    [InlineData("   ", "")]
    [InlineData(null, "")]
    public void SearchKey_OfText_FoldsWhatPeopleWriteDifferently(string? text, string key)
        => RussianText.SearchKey(text).Should().Be(key);

    [Fact]
    public void SearchKey_OfAKey_IsTheKey()
    {
        var key = RussianText.SearchKey(" Мамедов  Али Вели — оглы");
        RussianText.SearchKey(key).Should().Be(key);
    }

    [Theory]
    [InlineData(0, "шагов")]
    [InlineData(1, "шаг")]
    [InlineData(2, "шага")]
    [InlineData(4, "шага")]
    [InlineData(5, "шагов")]
    [InlineData(11, "шагов")]
    [InlineData(14, "шагов")]
    [InlineData(21, "шаг")]
    [InlineData(112, "шагов")]
    [InlineData(122, "шага")]
    public void Plural_OfAWholeNumber_TakesItsForm(int count, string form)
        => RussianText.Plural(count, "шаг", "шага", "шагов").Should().Be(form);

    [Theory]
    [InlineData("1.1", "шага")]
    [InlineData("11.5", "шага")]
    [InlineData("5.0", "шагов")]
    public void Plural_OfAFraction_TakesTheSecondForm(string count, string form)
        => RussianText.Plural(decimal.Parse(count, System.Globalization.CultureInfo.InvariantCulture), "шаг", "шага", "шагов").Should().Be(form);

    [Theory]
    [InlineData(7, "7")]
    [InlineData(1204, "1\u202F204")]
    [InlineData(-1204567, "\u22121\u202F204\u202F567")]
    public void Number_Whole_HasThinSpacesAndATrueMinus(long value, string text) => RussianText.Number(value).Should().Be(text);

    [Theory]
    [InlineData("3.50", 1, "3,5")]
    [InlineData("3.04", 1, "3")]
    [InlineData("-0.04", 1, "0")]
    [InlineData("-1234.56", 1, "\u22121\u202F234,6")]
    [InlineData("2.5", 0, "3")]
    public void Number_Decimal_HasAComma(string value, int digits, string text)
        => RussianText.Number(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), digits).Should().Be(text);

    [Theory]
    [InlineData(0, 0, "—")]
    [InlineData(0, 5, "0\u00A0%")]
    [InlineData(1, 1000, "1\u00A0%")]
    [InlineData(999, 1000, "99\u00A0%")]
    [InlineData(1, 2, "50\u00A0%")]
    [InlineData(1000, 1000, "100\u00A0%")]
    public void Percent_OfAPart_NeverRoundsToAWholeThatIsNotThere(int part, int whole, string text)
        => RussianText.Percent(part, whole).Should().Be(text);

    [Theory]
    [InlineData("2026-11-20", "сегодня")]
    [InlineData("2026-11-19", "вчера")]
    [InlineData("2026-11-23", "пн\u00A023.11")]
    [InlineData("2026-11-18", "18.11.2026")]
    [InlineData("2024-03-04", "04.03.2024")]
    [InlineData("2026-11-28", "28.11.2026")]
    public void NearDate_OfADay_IsNamedFromToday(string day, string text)
        => RussianText.NearDate(DateOnly.Parse(day), new DateOnly(2026, 11, 20)).Should().Be(text);

    [Theory]
    [InlineData("Деменева", "Юлия", "Игоревна", "Деменева\u00A0Ю.\u00A0И.")]
    [InlineData("Ким", "анна", null, "Ким\u00A0А.")]
    [InlineData("Ким", "", " ", "Ким")]
    public void ShortName_OfAName_HasInitialsThatDoNotPart(string last, string first, string? patronymic, string text)
        => RussianText.ShortName(last, first, patronymic).Should().Be(text);

    [Fact]
    public void CountAndNumberSign_OfThings_DoNotPart()
    {
        RussianText.Count(1204, "человек", "человека", "человек").Should().Be("1\u202F204\u00A0человека");
        RussianText.NumberSign("14-к").Should().Be("№\u00A014-к");
    }
}
