using Sferum.Admin.Core.Editing;

namespace Sferum.Admin.Web.Features.Editing;

/// <summary>Kinds of facts in words.</summary>
internal static class FactWords
{
    /// <summary>Name of the day after which the fact is over.</summary>
    public static string LastDay(FactKind kind) => kind switch
    {
        FactKind.Employment => "Последний рабочий день",
        FactKind.Leave => "Последний день отпуска",
        FactKind.StudyGroup => "Последний учебный день",
        _ => "Последний день",
    };

    /// <summary>The verb that ends it.</summary>
    public static string End(FactKind kind) => kind switch
    {
        FactKind.Employment => "Уволить с должности…",
        FactKind.Leave => "Вышел из отпуска…",
        FactKind.Enrollment => "Отчислить или выпустить…",
        _ => "Завершить…",
    };
}
