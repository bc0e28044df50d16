using System.Globalization;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Journal;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Web.Components.Ui;

/// <summary>Age and source of readings and looks in words: one phrase for the shell and every page.</summary>
public static class ReadingWords
{
    /// <summary>What data read by an assumed contract are called (decision 014).</summary>
    public const string Demonstration = "Данные ЭПОС демонстрационные";

    /// <summary>«сегодня в 14:31», «24.11.2026 в 14:31».</summary>
    /// <param name="utc">The moment.</param>
    /// <param name="clock">Gives today and the zone.</param>
    public static string When(DateTime utc, SchoolClock clock) =>
        $"{RussianText.NearDate(clock.DayOf(utc), clock.Today)} в{RussianText.NoBreakSpace}{Time(utc, clock)}";

    /// <summary>«на 14:00», «на 23.11, 14:00» when the journal showed another day than the one it was read on.</summary>
    /// <param name="takenAt">UTC moment of the reading.</param>
    /// <param name="asOf">UTC moment whose state was shown.</param>
    /// <param name="clock">Gives the zone.</param>
    public static string AsOf(DateTime takenAt, DateTime asOf, SchoolClock clock)
    {
        var day = clock.DayOf(asOf);
        return $"на{RussianText.NoBreakSpace}{(takenAt != default && day == clock.DayOf(takenAt) ? "" : $"{day.ToString("dd.MM", CultureInfo.InvariantCulture)}, ")}{Time(asOf, clock)}";
    }

    /// <summary>«ЭПОС прочитан сегодня в 14:31, на 14:00. Полностью — 58 из 60 групп»; without a connection, what the looks are.</summary>
    public static string Sentence(ReadingAges ages, SchoolClock clock)
    {
        var looks = ages.LookAt is { } look ? $"взгляды кураторов, последний {When(look, clock)}" : "взглядов ещё не было";
        if (!ages.IsConnected)
        {
            return $"{ages.SourceName} не{RussianText.NoBreakSpace}подключён: {looks}";
        }

        var read = ages.Newest is { } newest
            ? $"{ages.SourceName} прочитан {When(newest.TakenAt, clock)}, {AsOf(newest.TakenAt, newest.AsOf, clock)}. Полностью — {Groups(ages)}"
            : $"{ages.SourceName} ещё не{RussianText.NoBreakSpace}читали, {looks}";
        return ages.State switch
        {
            AgeState.Failing => $"{read}. Последняя проверка не{RussianText.NoBreakSpace}удалась",
            AgeState.Old => $"{read}. Это давно: чтение должно быть не{RussianText.NoBreakSpace}старше {RussianText.Count(ages.ReadingHours, "часа", "часов", "часов")}",
            _ => read,
        } + (ages.IsDemonstration ? $". {Demonstration}" : "");
    }

    /// <summary>«58 из 60 групп».</summary>
    public static string Groups(ReadingAges ages) =>
        $"{RussianText.Number(ages.ReadGroups)} из{RussianText.NoBreakSpace}{RussianText.Count(ages.Groups, "группы", "групп", "групп")}";

    /// <summary>«ЭПОС, чтение 24.11 в 14:31, на 14:00»; «смотрела Пермякова Е. В., 20.11»; «подтверждение недели, Пермякова Е. В., 20.11».</summary>
    /// <param name="from">The mark.</param>
    /// <param name="source">Name of the journal.</param>
    /// <param name="clock">Gives today and the zone.</param>
    public static string Mark(Provenance from, string? source, SchoolClock clock) => from switch
    {
        { Method: ObservationMethod.Reading } => Reading(source, from.TakenAt, from.AsOf, clock),
        { Method: ObservationMethod.Look, ByName: { } name } => $"{Looked(name)} {Short(name)}, {Day(from.AsOf, clock)}",
        _ => string.Join(", ", new[] { Method(from.Method), from.ByName is { } name ? Short(name) : null, Day(from.AsOf, clock) }.OfType<string>()),
    };

    /// <summary>«ЭПОС, чтение 24.11 в 14:31, на 14:00».</summary>
    /// <param name="source">Name of the journal.</param>
    /// <param name="takenAt">UTC moment of the reading, where it is known.</param>
    /// <param name="asOf">UTC moment whose state was shown.</param>
    /// <param name="clock">Gives today and the zone.</param>
    public static string Reading(string? source, DateTime? takenAt, DateTime asOf, SchoolClock clock) =>
        $"{source ?? RegisterDefaults.JournalName}, чтение {(takenAt is { } taken ? $"{Day(taken, clock)} в{RussianText.NoBreakSpace}{Time(taken, clock)}, {AsOf(taken, asOf, clock)}" : AsOf(default, asOf, clock))}";

    /// <summary>«чтение 24.11», «взгляд 20.11», «подтверждено 20.11»: the same in a narrow column.</summary>
    public static string Brief(Provenance from, SchoolClock clock) => $"{Word(from.Method)} {Day(from.AsOf, clock)}";

    /// <summary>One icon per way of knowing.</summary>
    public static Glyph Sign(ObservationMethod method) => method switch
    {
        ObservationMethod.Look => Glyph.Person,
        ObservationMethod.WeeklyConfirmation => Glyph.Calendar,
        ObservationMethod.Reading => Glyph.Book,
        ObservationMethod.PastedList => Glyph.Table,
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, null),
    };

    /// <summary>By what a link's state was decided; none for what needs no words.</summary>
    /// <param name="ground">The ground.</param>
    /// <param name="source">Name of the journal.</param>
    /// <param name="clock">Gives today and the zone.</param>
    public static string Ground(LinkGround ground, string? source, SchoolClock clock) => ground switch
    {
        { From: { } from } => Mark(from, source, clock),
        { Kind: LinkGroundKind.Claim } => $"со слов, {Day(ground.At, clock)}{By(ground)}",
        { Kind: LinkGroundKind.Invitation } => $"приглашение {Day(ground.At, clock)}{By(ground)}",
        { Kind: LinkGroundKind.PhoneEnded } => $"номер привязки больше не{RussianText.NoBreakSpace}действует, {Day(ground.At, clock)}{By(ground)}",
        _ => $"отметка {Day(ground.At, clock)}{By(ground)}",
    };

    private static string Method(ObservationMethod method) => method switch
    {
        ObservationMethod.Look => "взгляд",
        ObservationMethod.WeeklyConfirmation => "подтверждение недели",
        ObservationMethod.Reading => "чтение",
        ObservationMethod.PastedList => "вставленный список",
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, null),
    };

    private static string Word(ObservationMethod method) => method switch
    {
        ObservationMethod.WeeklyConfirmation => "подтверждено",
        ObservationMethod.PastedList => "список",
        _ => Method(method),
    };

    /// <summary>The patronymic tells the form of the verb; without one the noun does.</summary>
    private static string Looked(string name) => name switch
    {
        _ when name.EndsWith("на", StringComparison.Ordinal) => "смотрела",
        _ when name.EndsWith("ич", StringComparison.Ordinal) => "смотрел",
        _ => "взгляд:",
    };

    private static string By(LinkGround ground) => ground.ByName is { } name ? $", записано: {Short(name)}" : "";

    private static string Short(string name) =>
        name.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var last, .. var rest] ? RussianText.ShortName(last, rest.ElementAtOrDefault(0), rest.ElementAtOrDefault(1)) : name;

    /// <summary>«сегодня», «вчера», «20.11» within the year, else the date.</summary>
    private static string Day(DateTime utc, SchoolClock clock)
    {
        var day = clock.DayOf(utc);
        return day.Year == clock.Today.Year && day < clock.Today.AddDays(-1) ? day.ToString("dd.MM", CultureInfo.InvariantCulture) : RussianText.NearDate(day, clock.Today);
    }

    private static string Time(DateTime utc, SchoolClock clock) => clock.ToLocal(utc).ToString("HH:mm", CultureInfo.InvariantCulture);
}
