namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>What the texts of a status column mean.</summary>
internal static class StatusWords
{
    private static readonly (string Stem, RosterStatus Status)[] Stems =
    [
        ("отчисл", RosterStatus.Ended), ("выпущ", RosterStatus.Ended), ("выпуск", RosterStatus.Ended), ("выбыл", RosterStatus.Ended), ("окончил", RosterStatus.Ended), ("завершил", RosterStatus.Ended),
        ("уволен", RosterStatus.Ended), ("исключ", RosterStatus.Ended), ("прекращ", RosterStatus.Ended), ("умер", RosterStatus.Ended),
        ("академ", RosterStatus.AcademicLeave), ("а/о", RosterStatus.AcademicLeave), ("декрет", RosterStatus.AcademicLeave), ("по уходу", RosterStatus.AcademicLeave),
        ("обуча", RosterStatus.Active), ("учит", RosterStatus.Active), ("студент", RosterStatus.Active), ("зачислен", RosterStatus.Active), ("актив", RosterStatus.Active), ("действу", RosterStatus.Active),
        ("восстановл", RosterStatus.Active), ("работа", RosterStatus.Active), ("очно", RosterStatus.Active), ("active", RosterStatus.Active), ("в контингенте", RosterStatus.Active),
    ];

    /// <param name="text">A cell that is not a word of absence.</param>
    public static RosterStatus Of(string text)
    {
        foreach (var (stem, status) in Stems)
        {
            if (text.Contains(stem, StringComparison.OrdinalIgnoreCase))
            {
                return text.StartsWith("не ", StringComparison.OrdinalIgnoreCase) ? RosterStatus.Unknown : status;
            }
        }

        return RosterStatus.Unknown;
    }
}
