namespace Sferum.Admin.Core.Parents;

/// <summary>Who a representative is to the student, in one word.</summary>
public static class KinshipText
{
    public static string Of(GuardianshipKind kind) => kind switch
    {
        GuardianshipKind.Mother => "мать",
        GuardianshipKind.Father => "отец",
        GuardianshipKind.Guardian => "опекун",
        GuardianshipKind.Trustee => "попечитель",
        GuardianshipKind.Organization => "организация",
        GuardianshipKind.Other => "представитель",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
