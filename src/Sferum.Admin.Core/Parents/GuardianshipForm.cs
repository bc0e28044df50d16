using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Editing;
using Sferum.Admin.Core.People;

namespace Sferum.Admin.Core.Parents;

/// <summary>Who becomes a representative.</summary>
public enum RepresentativeSource
{
    /// <summary>Somebody of the register.</summary>
    Existing,

    /// <summary>Somebody whom the register does not know yet.</summary>
    New,

    /// <summary>Детский дом: nobody to be in a chat.</summary>
    Organization,
}

/// <summary>A guardianship as it is typed. The restriction is for administrators' eyes only, and so is the form.</summary>
public sealed class GuardianshipForm
{
    private const int LongestText = 300;
    private const int LongestReason = 500;

    public static IReadOnlyList<FormField<GuardianshipForm>> Fields { get; } =
    [
        new(nameof(Kind), "Кем приходится", form => KinshipText.Of(form.Kind), (from, to) => to.Kind = from.Kind),
        new(nameof(OrganizationName), "Организация", form => FieldText.Of(form.OrganizationName), (from, to) => to.OrganizationName = from.OrganizationName),
        new(nameof(Document), "Документ", form => FieldText.Of(form.Document), (from, to) => to.Document = from.Document),
        new(nameof(From), "Первый день", form => FieldText.Of(form.From), (from, to) => to.From = from.From),
        new(nameof(LastDay), "Последний день", form => FieldText.Of(form.LastDay), (from, to) => to.LastDay = from.LastDay),
        new(nameof(RestrictedFrom), "Права ограничены с", form => FieldText.Of(form.RestrictedFrom), (from, to) => to.RestrictedFrom = from.RestrictedFrom),
        new(nameof(RestrictedLastDay), "Ограничение по", form => FieldText.Of(form.RestrictedLastDay), (from, to) => to.RestrictedLastDay = from.RestrictedLastDay),
        new(nameof(RestrictionReason), "Причина ограничения", form => FieldText.Of(form.RestrictionReason), (from, to) => to.RestrictionReason = from.RestrictionReason),
    ];

    public RepresentativeSource Who { get; set; }

    public Guid? RepresentativeId { get; set; }

    /// <summary>For the eye.</summary>
    public string RepresentativeName { get; set; } = "";

    public NewPersonForm Person { get; set; } = new();

    public string OrganizationName { get; set; } = "";

    public GuardianshipKind Kind { get; set; }

    /// <summary>The paper that shows the relation.</summary>
    public string Document { get; set; } = "";

    public DateOnly? From { get; set; }

    /// <summary>Inclusive; none while it is open.</summary>
    public DateOnly? LastDay { get; set; }

    public DateOnly? RestrictedFrom { get; set; }

    /// <summary>Inclusive; none while it is open.</summary>
    public DateOnly? RestrictedLastDay { get; set; }

    public string RestrictionReason { get; set; } = "";

    internal static GuardianshipForm Of(Guardianship row, string name) => new()
    {
        Who = row.RepresentativeId is null ? RepresentativeSource.Organization : RepresentativeSource.Existing,
        RepresentativeId = row.RepresentativeId,
        RepresentativeName = name,
        OrganizationName = row.OrganizationName ?? "",
        Kind = row.Kind,
        Document = row.Document ?? "",
        From = row.ValidFrom,
        LastDay = row.ValidTo?.AddDays(-1),
        RestrictedFrom = row.RestrictedFrom,
        RestrictedLastDay = row.RestrictedTo?.AddDays(-1),
        RestrictionReason = row.RestrictionReason ?? "",
    };

    internal Error? Check(bool isNew, ReasonForm reason, DateOnly today)
    {
        var check = new FormCheck();
        if (isNew && Who == RepresentativeSource.New)
        {
            Person.Check(today, check);
        }

        check.Must(!isNew || Who != RepresentativeSource.Existing || RepresentativeId is not null, nameof(RepresentativeId), "Выберите человека.")
            .Must(Who != RepresentativeSource.Organization || OrganizationName.Trim().Length > 0, nameof(OrganizationName), "Укажите организацию.")
            .Must(OrganizationName.Trim().Length <= LongestText, nameof(OrganizationName), $"Не длиннее {LongestText} знаков.")
            .Must(Who == RepresentativeSource.Organization || Kind != GuardianshipKind.Organization, nameof(Kind), "Выберите, кем человек приходится студенту.")
            .Must(Document.Trim().Length <= LongestText, nameof(Document), $"Не длиннее {LongestText} знаков.")
            .Period(From, LastDay, today)
            .Day(RestrictedFrom, today, nameof(RestrictedFrom))
            .Must(RestrictedFrom is not null || RestrictedLastDay is null, nameof(RestrictedFrom), "Укажите первый день ограничения или уберите последний.")
            .Must(RestrictedFrom is null || RestrictedLastDay is null || RestrictedLastDay >= RestrictedFrom, nameof(RestrictedLastDay), "Последний день раньше первого.")
            .Must(RestrictionReason.Trim().Length <= LongestReason, nameof(RestrictionReason), $"Не длиннее {LongestReason} знаков.");
        return check.Reason(reason, today).Error;
    }

    /// <summary>What of the form is the relation's own.</summary>
    internal void WriteTo(Guardianship row)
    {
        row.Kind = Who == RepresentativeSource.Organization ? GuardianshipKind.Organization : Kind;
        row.OrganizationName = Who == RepresentativeSource.Organization ? OrganizationName.Trim() : null;
        row.Document = Known(Document);
        (row.RestrictedFrom, row.RestrictedTo) = (RestrictedFrom, RestrictedFrom is null ? null : RestrictedLastDay?.AddDays(1));
        row.RestrictionReason = RestrictedFrom is null ? null : Known(RestrictionReason);
    }

    private static string? Known(string text) => text.Trim() is { Length: > 0 } known ? known : null;
}
