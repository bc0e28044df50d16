using System.Globalization;
using System.Text.Json;
using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Import;

namespace Sferum.Admin.Web.Features.Imports;

/// <summary>One change in words: what, before, after.</summary>
/// <param name="Before">Null when there was nothing.</param>
/// <param name="After">Null when nothing is left.</param>
public sealed record ChangeText(string Label, string? Before, string? After)
{
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["Mother"] = "мать",
        ["Father"] = "отец",
        ["Guardian"] = "опекун",
        ["Trustee"] = "попечитель",
        ["Organization"] = "организация",
        ["Other"] = "представитель",
        ["Expelled"] = "отчислен",
        ["Graduation"] = "выпуск",
        ["AcademicLeave"] = "академический отпуск",
        ["Army"] = "служба в армии",
        ["Leave"] = "отпуск",
    };

    /// <summary>Reads the values that the planner wrote down; what has no words of its own is shown as its table.</summary>
    public static ChangeText Of(ImportChangeLine change)
    {
        using var before = Parse(change.Before);
        using var after = Parse(change.After);
        var (b, a) = (before?.RootElement, after?.RootElement);
        return (change.Entity, change.Operation) switch
        {
            ("Person", ImportOperation.Add) => new("Новый человек", null, Text(a, "BirthDate") is { } born ? $"родился {born}" : "без даты рождения"),
            ("Person", _) when Has(a, "LastName") => new("ФИО", Name(b), Name(a)),
            ("Person", _) when Text(b, "BirthDate") != Text(a, "BirthDate") => new("Дата рождения", Text(b, "BirthDate"), Text(a, "BirthDate")),
            ("Person", _) => new("СНИЛС", Tail(b), Tail(a)),
            ("PersonContact", _) => new(Text(a, "Kind") == "Email" ? "Почта" : "Телефон", null, Masked(Text(a, "Value"))),
            ("ExternalIdentity", _) => new("Номер в системе", null, Text(a, "Value")),
            ("Guardianship", ImportOperation.Add) => new("Представитель", null, Text(a, "OrganizationName") ?? Kind(a)),
            ("Guardianship", _) => new("Представитель", Kind(b), Kind(a)),
            ("Enrollment", ImportOperation.Add) => new("Зачисление", null, Join($"с {Text(a, "ValidFrom")}", Text(a, "Order") is { } order ? $"приказ {RussianText.NumberSign(order)}" : null)),
            ("Enrollment", ImportOperation.End) => new("Обучение", "учится", $"{Kind(a) ?? "выбыл"} с {Text(a, "ValidTo")}"),
            ("Enrollment", _) => new("Зачисление", $"с {Text(b, "ValidFrom")}", $"с {Text(a, "ValidFrom")}"),
            ("GroupMembership", ImportOperation.End) => new("Группа", Text(b, "Group"), null),
            ("GroupMembership", _) => new("Группа", null, Text(a, "Group")),
            ("Absence", ImportOperation.End) => new("Отпуск", Kind(b), $"вернулся {Text(a, "ValidTo")}"),
            ("Absence", _) => new("Отпуск", null, Join(Kind(a), $"с {Text(a, "ValidFrom")}")),
            ("Employment", ImportOperation.Add) => new("Должность", null, Join(Text(a, "Position"), Text(a, "Department"))),
            ("Employment", ImportOperation.End) => new("Должность", Text(b, "Position"), null),
            ("Employment", _) => new("Подразделение", Text(b, "Department"), Text(a, "Department")),
            ("CuratorAssignment", ImportOperation.End) => new("Куратор группы", Text(b, "Group"), null),
            ("CuratorAssignment", _) => new("Куратор группы", null, Text(a, "Group")),
            ("StudyGroup", _) => new("Новая группа", null, Text(a, "Name")),
            ("Program", _) => new("Новая специальность", null, Join(Text(a, "Code"), Text(a, "Title"))),
            ("Order", _) => new("Приказ", null, Join(Text(a, "Number") is { } number ? RussianText.NumberSign(number) : null, Text(a, "Date") is { } signed ? $"от {signed}" : null)),
            _ => new(change.Entity, null, null),
        };
    }

    private static JsonDocument? Parse(string? json) => json is null ? null : JsonDocument.Parse(json);

    private static bool Has(JsonElement? element, string name) => element?.TryGetProperty(name, out _) == true;

    private static string? Text(JsonElement? element, string name)
    {
        if (element is not { } one || !one.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var text = value.ToString();
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? RussianText.Date(day) : text;
    }

    private static string? Kind(JsonElement? element) => Text(element, "Kind") is { } kind ? Kinds.GetValueOrDefault(kind, kind) : null;

    private static string Name(JsonElement? element) => Join(Text(element, "LastName"), Text(element, "FirstName"), Text(element, "Patronymic")).Replace(", ", " ", StringComparison.Ordinal);

    private static string? Tail(JsonElement? element) => Text(element, "SnilsTail") is { } tail ? $"…{tail}" : null;

    private static string? Masked(string? value) => value is { Length: > 4 } && value[0] == '+' ? $"…{value[^4..^2]}-{value[^2..]}" : value;

    private static string Join(params ReadOnlySpan<string?> parts)
    {
        List<string> filled = [];
        foreach (var part in parts)
        {
            if (!string.IsNullOrEmpty(part))
            {
                filled.Add(part);
            }
        }

        return string.Join(", ", filled);
    }
}
