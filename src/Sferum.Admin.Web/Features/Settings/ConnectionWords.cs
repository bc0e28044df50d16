using Sferum.Admin.Core.Journal.Connection;
using Sferum.Admin.Core.Settings;
using Sferum.Admin.Web.Components.Ui;

namespace Sferum.Admin.Web.Features.Settings;

/// <summary>The connection in words.</summary>
internal static class ConnectionWords
{
    public static string Mode(JournalReaderMode mode) => mode switch
    {
        JournalReaderMode.Off => "Выключено",
        JournalReaderMode.Assumed => "Пробный формат — демонстрационные данные",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    public static string About(JournalReaderMode mode) => mode switch
    {
        JournalReaderMode.Off => "Портал в ЭПОС не ходит. Так и задумано, пока у ЭПОС нет открытого доступа.",
        JournalReaderMode.Assumed => "Предположение о том, как отвечал бы ЭПОС: для учебного сервера. К настоящим серверам портал с ним не обратится.",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    /// <summary>Off and no session are neutral, a source that fails is red.</summary>
    public static ChipKind Kind(JournalAbsenceKind? absence) => absence switch
    {
        null => ChipKind.Ok,
        JournalAbsenceKind.Off or JournalAbsenceKind.NoSession => ChipKind.Neutral,
        JournalAbsenceKind.Refused or JournalAbsenceKind.Trouble => ChipKind.Danger,
        _ => throw new ArgumentOutOfRangeException(nameof(absence), absence, null),
    };
}
