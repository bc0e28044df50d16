using System.Reflection;
using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Import.Changes;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Web.Features.Imports;

namespace Sferum.Admin.Web.Tests.Imports;

public sealed class ImportWordsTests
{
    [Fact]
    public void Issues_OfEveryCode_HaveWords()
        => ImportWords.KnownIssues.Should().BeEquivalentTo(
            typeof(IssueCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!));

    [Theory]
    [InlineData(null, "—")]
    [InlineData("birthDate", "дата рождения")]
    [InlineData("representative2.phone", "представитель 2: телефон")]
    [InlineData("student.fullName", "студент: ФИО")]
    public void Field_OfTheContract_HasWords(string? name, string words) => ImportWords.Field(name).Should().Be(words);

    [Theory]
    [InlineData("Person", ImportOperation.Update, """{"LastName":"Соловьев","FirstName":"Артур"}""", """{"LastName":"Соловьёв","FirstName":"Артур","Patronymic":"Ильич"}""", "ФИО", "Соловьев Артур", "Соловьёв Артур Ильич")]
    [InlineData("Person", ImportOperation.Update, """{"BirthDate":"2009-10-04"}""", """{"BirthDate":"2008-10-04"}""", "Дата рождения", "04.10.2009", "04.10.2008")]
    [InlineData("GroupMembership", ImportOperation.End, """{"Group":"МТ-11"}""", """{"ValidTo":"2026-11-23"}""", "Группа", "МТ-11", null)]
    [InlineData("GroupMembership", ImportOperation.Add, null, """{"Group":"МТ-12","ValidFrom":"2026-11-23"}""", "Группа", null, "МТ-12")]
    [InlineData("PersonContact", ImportOperation.Add, null, """{"Kind":"Phone","Value":"+79021231855"}""", "Телефон", null, "…18-55")]
    [InlineData("Enrollment", ImportOperation.End, """{"ValidFrom":"2025-09-01"}""", """{"ValidTo":"2026-11-18","Kind":"Expelled"}""", "Обучение", "учится", "отчислен с 18.11.2026")]
    [InlineData("Guardianship", ImportOperation.Add, null, """{"Kind":"Mother"}""", "Представитель", null, "мать")]
    public void Change_OfThePlan_HasWords(string entity, ImportOperation operation, string? before, string? after, string label, string? was, string? becomes)
        => ChangeText.Of(new ImportChangeLine(null, entity, operation, before, after)).Should().Be(new ChangeText(label, was, becomes));

    [Fact]
    public void Address_OfAnImport_ReadsBack()
    {
        var id = Guid.CreateVersion7();
        ImportAddress.Changes(id).Should().Be($"/imports/{id}");
        ImportAddress.Changes(id, ImportOutcome.Leave, 2).Should().Be($"/imports/{id}?outcome=leave&page=2");
        ImportAddress.Issues(id, "bad-phone").Should().Be($"/imports/{id}?tab=issues&code=bad-phone");
        ImportAddress.Outcome("leave").Should().Be(ImportOutcome.Leave);
        ImportAddress.Tab("issues").Should().Be(ImportTab.Issues);
        ImportAddress.Page("x").Should().Be(1);
    }
}
