using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Core.StudyGroups;
using Sferum.Admin.Tests.Chats;

namespace Sferum.Admin.Tests.Settings;

public sealed class SettingsRulesTests
{
    [Fact]
    public void Defaults_MayBeSaved() => SettingsRules.Check(SettingsPart.Rules, new SchoolSettings()).Should().BeNull();

    [Fact]
    public void EverySetting_BelongsToOneForm()
    {
        string[] elsewhere = [nameof(SchoolSettings.JournalMode), nameof(SchoolSettings.JournalAddress)];

        Enum.GetValues<SettingsPart>().SelectMany(SettingsRules.KeysOf).Should().BeEquivalentTo(SchoolSettings.Keys.Except(elsewhere));
    }

    [Theory]
    [InlineData(nameof(SchoolSettings.VerifiedDays), "0")]
    [InlineData(nameof(SchoolSettings.VerifiedDays), "366")]
    [InlineData(nameof(SchoolSettings.LookDays), "91")]
    [InlineData(nameof(SchoolSettings.ReadingHours), "0")]
    [InlineData(nameof(SchoolSettings.UploadLimitMb), "201")]
    [InlineData(nameof(SchoolSettings.ImportRowDays), "-1")]
    [InlineData(nameof(SchoolSettings.AcademicLeave), nameof(Demand.Must))]
    public void RuleOutOfBounds_IsRefusedAtItsField(string key, string value) =>
        SettingsRules.Check(SettingsPart.Rules, With(key, value))!.Field.Should().Be(key);

    [Theory]
    [InlineData(nameof(SchoolSettings.OrganizationName), "")]
    [InlineData(nameof(SchoolSettings.TimeZone), "Europe/Paris")]
    public void OrganizationOutOfBounds_IsRefusedAtItsField(string key, string value) =>
        SettingsRules.Check(SettingsPart.Organization, With(key, value))!.Field.Should().Be(key);

    [Fact]
    public void Zones_AreKnownToTheMachine() => SchoolZones.All.Should().OnlyContain(id => SchoolZones.Of(id).Id == id);

    [Fact]
    public void Places_UnderStricterRules_AreCounted()
    {
        var college = new College();
        var group = college.Group();
        college.Student(group);
        var onLeave = college.Student(group);
        college.Leave(onLeave);
        var register = college.On();

        RulesEffect.Places(register, ChatRuleSettings.Default, ChatRuleSettings.Default).Should().Be((0, 0));
        RulesEffect.Places(register, ChatRuleSettings.Default, ChatRuleSettings.Default with { AcademicLeave = Demand.Must }).Should().Be((1, 0));
        RulesEffect.Places(register, ChatRuleSettings.Default with { AcademicLeave = Demand.Must }, ChatRuleSettings.Default).Should().Be((0, 1));
    }

    [Fact]
    public void Looks_AreCountedByTheAgeTheyChange()
    {
        var today = TestClock.Today;
        DateOnly[] looks = [today, today.AddDays(-8), today.AddDays(-14), today.AddDays(-15), today.AddDays(-40)];

        RulesEffect.Looks(looks, today, 14, 7).Should().Be((2, 0));
        RulesEffect.Looks(looks, today, 14, 30).Should().Be((0, 1));
        RulesEffect.Looks(looks, today, 14, 14).Should().Be((0, 0));
    }

    [Theory]
    [InlineData(2027, "2027-09-01", "2028-08-31", null)]
    [InlineData(2027, "2027-10-01", "2028-05-31", null)]
    [InlineData(2027, "2027-08-31", "2028-08-31", nameof(SaveAcademicYearRequest.StartsOn))]
    [InlineData(2027, "2027-10-02", "2028-08-31", nameof(SaveAcademicYearRequest.StartsOn))]
    [InlineData(2027, "2027-09-01", "2028-05-30", nameof(SaveAcademicYearRequest.LastDay))]
    [InlineData(2027, "2027-09-01", "2028-09-01", nameof(SaveAcademicYearRequest.LastDay))]
    [InlineData(2029, "2029-09-01", "2030-08-31", nameof(SaveAcademicYearRequest.Year))]
    [InlineData(2026, "2026-09-02", "2027-08-31", nameof(SaveAcademicYearRequest.StartsOn))]
    public void AcademicYear_IsTakenOrRefusedAtItsField(int year, string from, string lastDay, string? field)
    {
        var known = AcademicYear.Of(TestClock.Today);

        var error = AcademicYearRules.Check(year, Day(from), Day(lastDay), TestClock.Today, [known]);

        error?.Field.Should().Be(field);
        (error is null).Should().Be(field is null);
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static SchoolSettings With(string key, string value)
    {
        var stored = new SchoolSettings { OrganizationName = "ЧИТ" }.ToStored().ToDictionary();
        stored[key] = value;
        return SchoolSettings.FromStored(stored);
    }
}
