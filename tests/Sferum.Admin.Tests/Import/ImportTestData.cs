using Sferum.Admin.Core.Import;
using Sferum.Admin.Core.Import.Applying;
using Sferum.Admin.Core.Import.Changes;

namespace Sferum.Admin.Tests.Import;

/// <summary>Imports in the words of a test.</summary>
internal static class ImportTestData
{
    public const string Header = "Фамилия;Имя;Отчество;Дата рождения;СНИЛС;Группа;Телефон;ФИО матери;Телефон матери";

    public const string Lykov = "Лыков;Егор;Саввич;03.04.2009;112-233-445 95;СВ-12;89020041122;Лыкова Анна Ильинична;89020041133";

    public const string Shchukina = "Щукина;Аглая;Ефимовна;17.11.2008;087-654-303 00;СВ-12;89020041144;Щукина Вера Ильинична;89020041155";

    /// <summary>Applies a CSV of these lines and expects it to be taken.</summary>
    public static async Task<ImportPlan> ImportAsync(this TestDatabase database, ImportOptions options, params string[] lines)
    {
        var result = await database.TryImportAsync(options, lines);
        result.Blocked.Should().BeNull();
        return result;
    }

    public static Task<ImportPlan> ImportAsync(this TestDatabase database, params string[] lines) => database.ImportAsync(new ImportOptions(), lines);

    /// <summary>Applies a CSV of these lines; the plan says whether it was blocked.</summary>
    public static async Task<ImportPlan> TryImportAsync(this TestDatabase database, ImportOptions options, params string[] lines) =>
        (await database.Get<ApplyRosterImport>().RunAsync(TestActors.Administrator, [File(lines)], options, null, TestContext.Current.CancellationToken)).Value.Plan;

    public static ImportFile File(params string[] lines) => new("список.csv", RosterText.Bytes(lines));

    /// <summary>A group of so many students, each with a mother.</summary>
    public static string[] Group(string name, int count, int from = 0) =>
        [Header, .. Enumerable.Range(from, count).Select(i => $"Лыков{Letters(i)};Егор;Саввич;03.04.2009;;{name};8902{i + 1000000:0000000};Лыкова{Letters(i)} Анна Ильинична;8912{i + 1000000:0000000}")];

    private static string Letters(int number) => string.Concat($"{number:000}".Select(d => (char)('а' + (d - '0'))));
}
