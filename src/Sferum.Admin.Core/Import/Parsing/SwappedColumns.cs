namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>
/// Surnames under «Имя», first names under «Фамилия», «Имя Отчество Фамилия» in one cell: judged over a whole sheet, put right for the whole
/// sheet with a warning on every row. A single such row in a good sheet is left alone, for the list may be right and the person rare.
/// </summary>
internal static class SwappedColumns
{
    private const double Enough = 0.8;
    private const int MinRows = 3;

    /// <summary>Orders of the three words as they stand, other than surname, first name, patronymic: which word is the surname, the first name, the patronymic.</summary>
    private static readonly (int Last, int First, int Patronymic)[] Orders = [(1, 0, 2), (2, 0, 1), (0, 2, 1), (1, 2, 0), (2, 1, 0)];

    /// <summary>Puts the names of a sheet right when nearly all of them stand in one and the same wrong order.</summary>
    public static void PutRight(IReadOnlyList<RosterPerson> people)
    {
        Span<int> votes = stackalloc int[Orders.Length];
        var named = 0;
        foreach (var person in people)
        {
            if (person.LastName is null || person.FirstName is null)
            {
                continue;
            }

            named++;
            if (Vote(WordsOf(person)) is var vote and >= 0)
            {
                votes[vote]++;
            }
        }

        var best = 0;
        for (var i = 1; i < votes.Length; i++)
        {
            best = votes[i] > votes[best] ? i : best;
        }

        if (named < MinRows || votes[best] < named * Enough)
        {
            return;
        }

        foreach (var person in people)
        {
            if (person.LastName is null || person.FirstName is null)
            {
                continue;
            }

            var words = WordsOf(person);
            string? At(int i) => i switch { 0 => words.A, 1 => words.B, _ => words.C };
            var (last, first, patronymic) = Orders[best];
            if (At(last) is { } surname && At(first) is { } name)
            {
                (person.LastName, person.FirstName, person.Patronymic) = (surname, name, At(patronymic));
            }

            person.Report(IssueCodes.SwappedColumns, "lastName");
        }
    }

    /// <summary>Index of the order that makes most sense and more than the usual one; −1 when none does.</summary>
    private static int Vote((string A, string B, string? C) words)
    {
        var usual = Sense(words.A, words.B, words.C);
        var (best, bestSense) = (-1, usual);
        for (var i = 0; i < Orders.Length; i++)
        {
            var (last, first, patronymic) = Orders[i];
            string? At(int k) => k switch { 0 => words.A, 1 => words.B, _ => words.C };
            if (At(last) is not { } surname || At(first) is not { } name)
            {
                continue;
            }

            var sense = Sense(surname, name, At(patronymic));
            if (sense > bestSense)
            {
                (best, bestSense) = (i, sense);
            }
        }

        return best;
    }

    private static int Sense(string last, string first, string? patronymic) =>
        NameWords.SurnameLikeness(last)
        + (FirstNames.Contains(first) ? 2 : NameWords.IsPatronymic(first) ? -2 : NameWords.SurnameLikeness(first) > 0 ? -1 : 0)
        + (patronymic is null ? 0 : NameWords.IsPatronymic(patronymic) || NameWords.IsPatronymicParticle(patronymic.AsSpan()[(patronymic.LastIndexOf(' ') + 1)..]) ? 2 : -2);

    /// <summary>A name from one cell whose order is wrong was taken as surname and two first names.</summary>
    private static (string A, string B, string? C) WordsOf(RosterPerson person)
    {
        if (person.Patronymic is null && person.FirstName!.IndexOf(' ') is var space and > 0 && space == person.FirstName.LastIndexOf(' '))
        {
            return (person.LastName!, person.FirstName[..space], person.FirstName[(space + 1)..]);
        }

        return (person.LastName!, person.FirstName!, person.Patronymic);
    }
}
