using Sferum.Admin.Core.People;

namespace Sferum.Admin.Tests.People;

public class PeopleSearchTests
{
    [Theory]
    [InlineData("Деменева юлия", "ДЕМЕНЕВА|ЮЛИЯ", "")]
    [InlineData("  Ёлкин   ", "ЕЛКИН", "")]
    [InlineData("Ю. И. Деменева", "Ю|И|ДЕМЕНЕВА", "")]
    [InlineData("Иванова — Петрова", "ИВАНОВА|ПЕТРОВА", "")]
    [InlineData("Иванова-Петрова", "ИВАНОВА-ПЕТРОВА", "")]
    [InlineData("+7 (902) 123-45-67", "", "9021234567")]
    [InlineData("8 902 123 45 67", "", "9021234567")]
    [InlineData("41-07", "", "4107")]
    [InlineData("Деменева 4107", "ДЕМЕНЕВА", "4107")]
    [InlineData("  - ( ) ", "", "")]
    [InlineData(null, "", "")]
    public void Parse_TypedText_TakesWordsAndDigitsApart(string? text, string words, string phone)
    {
        var search = PeopleSearch.Parse(text);

        string.Join('|', search.Words.Select(w => w[0])).Should().Be(words);
        search.Phone.Should().Be(phone);
    }

    [Theory]
    [InlineData("Cидоров", "СИДОРОВ")] // Latin C
    [InlineData("COBA", "СОВА")]
    public void Parse_LatinLookalikes_AreAlsoReadAsCyrillic(string text, string cyrillic) =>
        PeopleSearch.Parse(text).Words.Single().Should().HaveCount(2).And.HaveElementAt(1, cyrillic);

    [Fact]
    public void Parse_NameInAnotherAlphabet_StaysAsItIs() => PeopleSearch.Parse("Smith").Words.Single().Should().Equal("SMITH");

    [Fact]
    public void Parse_EndlessText_IsCutOff() =>
        PeopleSearch.Parse(string.Join(' ', Enumerable.Repeat("слово", 1_000))).Words.Count.Should().BeLessThan(10);
}
