using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Chats;

/// <summary>The ground of a membership in words: «студент группы, с 01.09.2026, приказ № 188-к».</summary>
public static class ReasonText
{
    /// <param name="orderNumber">Number of the order behind the fact.</param>
    /// <param name="mayKnowRestrictions">Administrators only: for others a restricted guardianship has no ground at all.</param>
    public static string Of(DesiredReason reason, string? orderNumber, bool mayKnowRestrictions)
    {
        if (reason.Rule == ChatRule.NoGround || (reason.Rule == ChatRule.RestrictedGuardianship && !mayKnowRestrictions))
        {
            return "по спискам здесь быть не должен";
        }

        var words = Words(reason.Rule);
        words += reason.Since is { } since ? $", с {RussianText.Date(since)}" : "";
        words += orderNumber is null ? "" : $", приказ {RussianText.NumberSign(orderNumber)}";
        return reason.BirthDateUnknown ? $"{words}; дата рождения студента не указана, считаем несовершеннолетним" : words;
    }

    private static string Words(ChatRule rule) => rule switch
    {
        ChatRule.Employee => "сотрудник",
        ChatRule.PlatformAdministrator => "администратор платформы",
        ChatRule.Curator => "куратор группы",
        ChatRule.SubstituteCurator => "замещающий куратор",
        ChatRule.Student => "студент группы",
        ChatRule.StudentOnLeave => "студент в академическом отпуске",
        ChatRule.RepresentativeOfMinor => "представитель несовершеннолетнего",
        ChatRule.RepresentativeOfStudentOnLeave => "представитель студента в академическом отпуске",
        ChatRule.RepresentativeOfAdult => "представитель совершеннолетнего студента",
        ChatRule.RepresentativeOfAdultWithoutConsent => "представитель совершеннолетнего: подтвердить согласие или вывести",
        ChatRule.RestrictedGuardianship => "родительские права ограничены",
        ChatRule.NoGround => "нет основания",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
    };
}
