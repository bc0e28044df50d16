using System.Globalization;
using System.Text.Json;
using Sferum.Admin.Core.Chats;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Core.Parents;

namespace Sferum.Admin.Core.People;

/// <summary>What the reader of a history may know.</summary>
/// <param name="Refusals">Values of refusals and of «не применимо».</param>
/// <param name="Restrictions">Restrictions of guardianship: administrators only.</param>
internal sealed record HistoryReader(bool Refusals, bool Restrictions);

/// <summary>Before and after of an audited change in words. Columns without a name here tell a reader nothing and stay out. Pure.</summary>
internal static class HistoryText
{
    private const string Refusal = "OptOut";

    private static readonly Dictionary<string, string> Entities = new()
    {
        ["Person"] = "Сведения",
        ["PersonName"] = "Имя",
        ["PersonContact"] = "Контакт",
        ["Employment"] = "Должность",
        ["Enrollment"] = "Обучение",
        ["GroupMembership"] = "Группа",
        ["Guardianship"] = "Представительство",
        ["CuratorAssignment"] = "Кураторство",
        ["PlatformAdministrator"] = "Администратор платформы",
        ["ChatAdministrator"] = "Администратор чата",
        ["LinkFact"] = "Привязка",
        [Refusal] = "Отказ",
        ["ChatObservation"] = "Отметка в ЭПОС",
    };

    private static readonly Dictionary<string, string> Fields = new()
    {
        ["LastName"] = "фамилия",
        ["FirstName"] = "имя",
        ["Patronymic"] = "отчество",
        ["BirthDate"] = "дата рождения",
        ["Value"] = "значение",
        ["Label"] = "подпись",
        ["Position"] = "должность",
        ["Department"] = "подразделение",
        ["Kind"] = "вид",
        ["State"] = "видно",
        ["Document"] = "документ",
        ["OrganizationName"] = "организация",
        ["Reason"] = "причина",
        ["AlternativeChannel"] = "канал",
        ["PhoneOfRecord"] = "номер в заявке",
        ["ValidFrom"] = "с",
        ["ValidTo"] = "последний день",
        ["RestrictedFrom"] = "права ограничены с",
        ["RestrictedTo"] = "ограничение по",
        ["RestrictionReason"] = "причина ограничения",
    };

    private static readonly string[] Restricted = ["RestrictedFrom", "RestrictedTo", "RestrictionReason"];

    private static readonly Dictionary<string, string> Words = new()
    {
        [nameof(ContactKind.Phone)] = "телефон",
        [nameof(ContactKind.Email)] = "почта",
        [nameof(VisibilityState.Visible)] = "видно",
        [nameof(VisibilityState.Missing)] = "не видно",
        [nameof(LinkFactKind.Invited)] = "приглашён",
        [nameof(LinkFactKind.Claimed)] = "заявил сам",
        [nameof(LinkFactKind.ObservedLinked)] = "привязка видна",
        [nameof(LinkFactKind.ObservedNotLinked)] = "привязки не видно",
        [nameof(LinkFactKind.ObservedBroken)] = "привязка не работает",
        [nameof(LinkFactKind.PhoneOfRecordEnded)] = "номер привязки больше не действует",
        [nameof(LinkFactKind.NotApplicable)] = "не применимо",
        [nameof(LinkFactKind.Retracted)] = "отмена прежней отметки",
        ["Main"] = "основной",
        ["Substitute"] = "замещающий",
        [nameof(AlternativeChannel.Paper)] = "бумага",
        [nameof(AlternativeChannel.Sms)] = "СМС",
        [nameof(AlternativeChannel.Epos)] = "ЭПОС",
    };

    /// <summary>The entities whose entries belong to a person's history.</summary>
    public static IReadOnlyList<string> Known { get; } = [.. Entities.Keys];

    public static string Of(LinkFactKind kind) => Words[kind.ToString()];

    /// <summary>How something was observed.</summary>
    public static string Of(ObservationMethod method) => method switch
    {
        ObservationMethod.Look => "взгляд",
        ObservationMethod.WeeklyConfirmation => "подтверждение недели",
        ObservationMethod.Reading => "чтение",
        ObservationMethod.PastedList => "вставленный список",
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, null),
    };

    /// <summary>«„ИС-21 · Группа“: видно с 05.09.2026 по 24.11.2026».</summary>
    public static string Seen(string chat, VisibilityState state, DateOnly from, DateOnly to, bool isRetracted) =>
        $"«{chat}»: {Words[state.ToString()]}{(from == to ? "" : $" с{RussianText.NoBreakSpace}{RussianText.Date(from)} по{RussianText.NoBreakSpace}{RussianText.Date(to)}")}{(isRetracted ? ", отметку отменили" : "")}";

    /// <summary>The title and the changes the reader may know.</summary>
    public static (string What, IReadOnlyList<HistoryChange> Changes) Describe(string entity, string? before, string? after, HistoryReader reader)
    {
        var (old, now) = (Read(before), Read(after));
        var verb = (before, after) switch
        {
            (null, _) => "добавлено",
            (_, null) => "удалено",
            _ => "изменено",
        };
        if (!reader.Refusals && (entity == Refusal || IsNotApplicable(entity, old) || IsNotApplicable(entity, now)))
        {
            return ($"{Entities["LinkFact"]}: изменено", []);
        }

        var changes = Fields.Keys
            .Where(field => (old.ContainsKey(field) || now.ContainsKey(field)) && (reader.Restrictions || !Restricted.Contains(field)))
            .Select(field => new HistoryChange(Fields[field], Show(entity, field, old), Show(entity, field, now)))
            .Where(change => change.Before != change.After)
            .ToList();
        return ($"{Entities.GetValueOrDefault(entity, "Запись")}: {verb}", changes);
    }

    private static bool IsNotApplicable(string entity, Dictionary<string, string> values) =>
        entity == "LinkFact" && values.GetValueOrDefault("Kind") == nameof(LinkFactKind.NotApplicable);

    private static string? Show(string entity, string field, Dictionary<string, string> values)
    {
        if (!values.TryGetValue(field, out var value))
        {
            return null;
        }

        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return RussianText.Date(field is "ValidTo" or "RestrictedTo" ? day.AddDays(-1) : day);
        }

        return field switch
        {
            "Kind" when entity == nameof(Guardianship) && Enum.TryParse<GuardianshipKind>(value, out var kind) => KinshipText.Of(kind),
            "Value" => PhoneMask.Full(value),
            "Kind" or "State" or "AlternativeChannel" => Words.GetValueOrDefault(value, value),
            _ => value,
        };
    }

    private static Dictionary<string, string> Read(string? json)
    {
        var values = new Dictionary<string, string>();
        if (json is null)
        {
            return values;
        }

        using var document = JsonDocument.Parse(json);
        foreach (var property in document.RootElement.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.String))
        {
            values[property.Name] = property.Value.GetString()!;
        }

        return values;
    }
}
