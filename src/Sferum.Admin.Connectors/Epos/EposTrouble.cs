using System.Net;
using Sferum.Admin.Connectors.Http;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Ports;

namespace Sferum.Admin.Connectors.Epos;

/// <summary>What went wrong, in words for the administrator. No addresses, no words of the journal itself: both may name people.</summary>
internal static class EposTrouble
{
    private const string NewSession = "Нужен новый сеанс: войдите в ЭПОС в браузере и вставьте его в настройках связи.";

    public static JournalTrouble SessionEnded { get; } =
        new(JournalTroubleKind.SessionEnded, $"Сеанс ЭПОС истёк или завершён: в ЭПОС вошли заново. {NewSession}");

    public static JournalTrouble SessionRefused { get; } =
        new(JournalTroubleKind.SessionEnded, $"ЭПОС не принял сеанс: он истёк или вставлен не полностью. {NewSession}");

    public static JournalTrouble NotAdministrator { get; } = new(
        JournalTroubleKind.Forbidden, "Сеанс ЭПОС открыт, но у этой роли нет права читать списки: нужен сеанс администратора школы. Смените роль в ЭПОС и вставьте сеанс заново.");

    public static JournalTrouble Off { get; } = new(JournalTroubleKind.Forbidden, "Чтение ЭПОС выключено в настройках связи.");

    public static JournalTrouble Refused(Error refusal) => new(JournalTroubleKind.Forbidden, refusal.Message);

    public static JournalTrouble TimedOut(EposRoute route) => Failed(route, JournalTroubleKind.Unavailable, "ЭПОС не ответил вовремя");

    public static JournalTrouble NoConnection(EposRoute route) => Failed(route, JournalTroubleKind.Unavailable, "с ЭПОС нет связи");

    public static JournalTrouble Broken(EposRoute route) => Failed(route, JournalTroubleKind.Unavailable, "связь с ЭПОС оборвалась");

    public static JournalTrouble Down(EposRoute route, HttpStatusCode status) =>
        Failed(route, JournalTroubleKind.Unavailable, $"ЭПОС временно не работает (код {(int)status})");

    public static JournalTrouble Throttled(EposRoute route) =>
        Failed(route, JournalTroubleKind.Throttled, "ЭПОС просит обращаться реже, и ожидание не помогло");

    public static JournalTrouble Forbidden(EposRoute route) =>
        new(JournalTroubleKind.Forbidden, $"ЭПОС не даёт прочитать {route.What}: у роли нет такого права. Остальное читается дальше.");

    public static JournalTrouble Unknown(EposRoute route) => route.IsPerPerson
        ? new(JournalTroubleKind.Unknown, "В ЭПОС нет такого человека: сопоставьте его заново.")
        : new(JournalTroubleKind.Unknown, $"Не удалось прочитать {route.What}: в ЭПОС такого больше нет.");

    public static JournalTrouble TooLarge(EposRoute route) => Unreadable(route, "ответ ЭПОС слишком велик");

    public static JournalTrouble Page(EposRoute route) => Unreadable(route, "вместо данных ЭПОС прислал страницу сайта, возможно, идут технические работы");

    public static JournalTrouble Empty(EposRoute route) => Unreadable(route, "ЭПОС прислал пустой ответ");

    public static JournalTrouble Malformed(EposRoute route) => Unreadable(route, "ответ ЭПОС оборван или повреждён");

    public static JournalTrouble Message(EposRoute route) => Unreadable(route, "вместо данных ЭПОС прислал сообщение об ошибке");

    public static JournalTrouble WrongShape(EposRoute route) => Unreadable(route, "ЭПОС прислал не то, о чём его спросили");

    public static JournalTrouble WrongStatus(EposRoute route, HttpStatusCode status) => Unreadable(route, $"ЭПОС не понял запрос (код {(int)status})");

    public static JournalTrouble NotByContract(EposRoute route) => Unreadable(route, $"это не ответ по пробному формату «{EposReply.ContractName}»");

    public static JournalTrouble Field(EposRoute route, FieldException problem) => Unreadable(
        route,
        problem.IsMissing ? $"в ответе ЭПОС нет поля «{problem.Field}»" : $"в поле «{problem.Field}» ответа ЭПОС неожиданное значение",
        problem.Field);

    public static JournalTrouble NothingCame(EposRoute route) => Incomplete(route, "ЭПОС прислал пустой список");

    public static JournalTrouble Short(EposRoute route, int got, int total) =>
        Incomplete(route, $"получено {RussianText.Number(got)} из {RussianText.Number(total)}");

    public static JournalTrouble Shifted(EposRoute route) => Incomplete(route, "список менялся, пока его читали");

    public static JournalTrouble MixedSnapshots(EposRoute route) => Incomplete(route, "ЭПОС как раз обновляет данные, части ответа показывают разное время");

    public static JournalTrouble Endless(EposRoute route) => Incomplete(route, "ЭПОС присылает страницы без конца");

    /// <summary>Some pages came before it happened.</summary>
    public static JournalTrouble After(EposRoute route, int rows, JournalTrouble trouble) => trouble.Kind == JournalTroubleKind.SessionEnded
        ? trouble
        : trouble with { Sentence = $"{trouble.Sentence} До этого получено {RussianText.Count(rows, "запись", "записи", "записей")}: {route.What} прочитали не полностью." };

    private static JournalTrouble Unreadable(EposRoute route, string why, string? field = null) => Failed(route, JournalTroubleKind.Unreadable, why) with { Field = field };

    private static JournalTrouble Failed(EposRoute route, JournalTroubleKind kind, string why) => new(kind, $"Не удалось прочитать {route.What}: {why}.");

    private static JournalTrouble Incomplete(EposRoute route, string why) =>
        new(JournalTroubleKind.Incomplete, $"Прочитали {route.What} не полностью: {why}.");
}
