using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.People;

namespace Sferum.Admin.Core.Journal.Binding;

/// <summary>Refusals that several acts share.</summary>
internal static class BindingErrors
{
    public static Error NoJournal { get; } = Error.Conflict("В настройках нет действующего электронного журнала. Сопоставлять не с чем.");

    public static Error PairIsGone { get; } = Error.Conflict("Этой пары больше нет в списке: его изменили или списки ЭПОС прочитаны заново. Обновите страницу.");
}

/// <summary>What the ids of the journal stand for.</summary>
internal static class BindingSubjects
{
    public static IdentitySubject Of(string idKind) => idKind switch
    {
        IdKinds.Person => IdentitySubject.Person,
        IdKinds.Group => IdentitySubject.StudyGroup,
        IdKinds.Chat => IdentitySubject.Chat,
        _ => throw new ArgumentOutOfRangeException(nameof(idKind), idKind, "No kind of the journal's ids."),
    };
}
