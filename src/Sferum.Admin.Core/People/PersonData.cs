using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.People;

/// <summary>What of a person's data will break the link. Pure.</summary>
public static class PersonData
{
    /// <param name="hasRole">Whoever neither works nor studies nor represents today has no link to lose.</param>
    /// <param name="phones">Phones in force.</param>
    /// <param name="sharesPhone">One of them is another person's too.</param>
    public static IReadOnlyList<DataTrouble> TroublesOf(string fullName, DateOnly? birthDate, bool hasRole, int phones, bool sharesPhone)
    {
        if (!hasRole)
        {
            return [];
        }

        List<DataTrouble> troubles = [];
        if (birthDate is null)
        {
            troubles.Add(DataTrouble.NoBirthDate);
        }

        if (phones == 0)
        {
            troubles.Add(DataTrouble.NoPhone);
        }

        if (sharesPhone)
        {
            troubles.Add(DataTrouble.SharedPhone);
        }

        if (fullName.Any(Lookalikes.IsLatin) && fullName.Any(Lookalikes.IsCyrillic))
        {
            troubles.Add(DataTrouble.LatinLetter);
        }

        return troubles;
    }
}
