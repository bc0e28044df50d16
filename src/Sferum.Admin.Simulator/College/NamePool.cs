namespace Sferum.Admin.Simulator.College;

internal enum Sex
{
    Male,
    Female,
}

/// <summary>Фамилия, имя, отчество.</summary>
internal sealed record FullName(string Last, string First, string? Patronymic)
{
    /// <summary>Reads «Пермякова Елена Викторовна».</summary>
    public static FullName Parse(string text) => text.Split(' ', 3) is [var last, var first, var patronymic] ? new(last, first, patronymic) : throw new FormatException(text);
}

/// <summary>What the members of a family have in common.</summary>
/// <param name="Father">Index of the father's name among the men of the people: it makes the children's patronymic.</param>
internal sealed record FamilyName(People People, string MaleSurname, string FemaleSurname, int Father)
{
    public string Surname(Sex sex) => sex == Sex.Male ? MaleSurname : FemaleSurname;
}

/// <summary>Takes names from <see cref="NameData"/>.</summary>
internal sealed class NamePool(Dice dice)
{
    public FamilyName Family()
    {
        var ticket = dice.Next(NameData.All.Sum(p => p.Weight));
        var people = NameData.All[^1];
        foreach (var candidate in NameData.All)
        {
            ticket -= candidate.Weight;
            if (ticket < 0)
            {
                people = candidate;
                break;
            }
        }

        var surname = dice.Pick(people.Surnames).Split('/');
        return new FamilyName(people, surname[0], surname[1], dice.Next(people.Men.Length));
    }

    public Sex Sex(int malePercent) => dice.Chance(malePercent) ? College.Sex.Male : College.Sex.Female;

    /// <summary>A son or a daughter.</summary>
    public FullName Child(FamilyName family, Sex sex) =>
        new(family.Surname(sex), Given(family.People, sex), Patronymic(family.People, sex, family.Father));

    public FullName Father(FamilyName family) =>
        new(family.MaleSurname, Part(family.People, family.Father, 0), Patronymic(family.People, College.Sex.Male, dice.Next(family.People.Men.Length)));

    /// <summary>The mother: now and then with another surname or with both, as life goes.</summary>
    public FullName Mother(FamilyName family)
    {
        var own = dice.Pick(family.People.Surnames).Split('/')[1];
        var last = dice.Next(100) switch
        {
            < 2 when own != family.FemaleSurname => $"{family.FemaleSurname}-{own}",
            < 12 => own,
            _ => family.FemaleSurname,
        };
        return Adult(family, College.Sex.Female) with { Last = last };
    }

    /// <summary>Somebody of the family whose own father is no matter.</summary>
    public FullName Adult(FamilyName family, Sex sex) =>
        new(family.Surname(sex), Given(family.People, sex), Patronymic(family.People, sex, dice.Next(family.People.Men.Length)));

    private string Given(People people, Sex sex) =>
        sex == College.Sex.Male ? Part(people, dice.Next(people.Men.Length), 0) : dice.Pick(people.Women);

    private string? Patronymic(People people, Sex sex, int father) =>
        dice.Chance(people.BarePercent) ? null : Part(people, father, sex == College.Sex.Male ? 1 : 2);

    private static string Part(People people, int man, int form) => people.Men[man].Split('/')[form];
}
