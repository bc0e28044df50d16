namespace Sferum.Admin.Core.Drafts;

/// <summary>
/// What a user has typed into a form and not saved yet: outlives a lost connection, a closed tab and a restart of the server. One a user,
/// form and subject; removed by saving or dropping the form, and by itself when old.
/// </summary>
public sealed class FormDraft
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid UserId { get; init; }

    /// <summary>Kind of form, kebab-case, e.g. <c>person-edit</c>.</summary>
    public required string Form { get; init; }

    /// <summary>What the form is about; an empty id for a form that makes something new.</summary>
    public Guid SubjectId { get; init; }

    /// <summary>The fields as JSON, encrypted by Data Protection: they hold personal data.</summary>
    public required string Protected { get; set; }

    /// <summary>UTC.</summary>
    public DateTime UpdatedAt { get; set; }
}
