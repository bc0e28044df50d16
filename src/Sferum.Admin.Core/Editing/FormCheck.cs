using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Editing;

/// <summary>Gathers what is wrong with a form, each mistake with its field, in the order of the fields. Pure.</summary>
public sealed class FormCheck
{
    private readonly List<Error> _errors = [];

    /// <summary>The first mistake with the others behind it; <see langword="null"/> when there is none.</summary>
    public Error? Error => _errors switch
    {
        [] => null,
        [var only] => only,
        [var first, .. var others] => first with { More = others },
    };

    /// <summary>Whether the field is all right so far: of one field only the first mistake is told.</summary>
    public bool IsFine(string field) => !_errors.Exists(error => error.Field == field);

    /// <summary>Notes the sentence unless the condition holds.</summary>
    public FormCheck Must(bool condition, string field, string sentence)
    {
        if (!condition && IsFine(field))
        {
            _errors.Add(Error.Invalid(sentence, field));
        }

        return this;
    }

    /// <summary>Takes over a mistake that another rule found.</summary>
    public FormCheck Add(Error? error)
    {
        if (error is not null && (error.Field is null || IsFine(error.Field)))
        {
            _errors.Add(error);
        }

        return this;
    }

    /// <summary>A period by its first day and its last one, which may be open.</summary>
    public FormCheck Period(DateOnly? from, DateOnly? lastDay, DateOnly today, string fromField = "From", string lastField = "LastDay")
    {
        Must(from is not null, fromField, "Укажите первый день.");
        Day(from, today, fromField);
        Day(lastDay, today, lastField);
        return Must(from is null || lastDay is null || lastDay >= from, lastField, "Последний день раньше первого.");
    }

    /// <summary>A day that a person of a technikum can mean: neither a slip of the century nor years ahead.</summary>
    public FormCheck Day(DateOnly? day, DateOnly today, string field) =>
        Must(day is null || day >= EarliestDay, field, $"Раньше {RussianText.Date(EarliestDay)}: проверьте год.")
            .Must(day is null || day <= today.AddYears(AheadYears), field, "Так далеко вперёд не записываем: проверьте год.");

    /// <summary>The order behind an act: both parts or none.</summary>
    public FormCheck Reason(ReasonForm reason, DateOnly today)
    {
        var number = reason.OrderNumber.Trim();
        Must(number.Length <= LongestNumber, nameof(ReasonForm.OrderNumber), $"Не длиннее {LongestNumber} знаков.");
        Must(number.Length > 0 || reason.OrderDate is null, nameof(ReasonForm.OrderNumber), "Укажите номер приказа или уберите его дату.");
        Must(number.Length == 0 || reason.OrderDate is not null, nameof(ReasonForm.OrderDate), "Укажите дату приказа.");
        Must(reason.OrderDate is null || reason.OrderDate <= today, nameof(ReasonForm.OrderDate), "Приказ датирован будущим днём.");
        return Must(reason.OrderDate is null || reason.OrderDate >= EarliestDay, nameof(ReasonForm.OrderDate), $"Раньше {RussianText.Date(EarliestDay)}: проверьте год.");
    }

    private const int AheadYears = 6;

    private const int LongestNumber = 60;

    /// <summary>Whatever is earlier is a slip.</summary>
    internal static readonly DateOnly EarliestDay = new(1960, 1, 1);
}

/// <summary>By which order something is recorded; without a number by hand.</summary>
public sealed class ReasonForm
{
    /// <summary>As printed: «214-к».</summary>
    public string OrderNumber { get; set; } = "";

    /// <summary>Day of signing.</summary>
    public DateOnly? OrderDate { get; set; }
}
