namespace Sferum.Admin.Web.Features.Editing;

/// <summary>The end of a fact as it is typed.</summary>
public sealed class EndForm
{
    /// <summary>Inclusive.</summary>
    public DateOnly? LastDay { get; set; }
}

/// <summary>A form without fields: only the question.</summary>
public sealed class NoForm;
