namespace Sferum.Admin.Core.Views;

/// <summary>A list with its filters, order and columns that a user named and keeps. Belongs to one user; nobody else sees it.</summary>
public sealed class SavedView
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid UserId { get; init; }

    /// <summary>Path of the list, e.g. <c>/people</c>.</summary>
    public required string Page { get; init; }

    /// <summary>As the user named it, 1–60 characters; unique for the user and the page.</summary>
    public required string Name { get; set; }

    /// <summary>The query string of the list without place in it and without «?». Filters hold ids and choices, never a person's name (DESIGN §3).</summary>
    public required string Query { get; set; }

    /// <summary>Shown among the tabs of the list, marked by a star.</summary>
    public bool IsStarred { get; set; }

    /// <summary>Place among the user's views of the page, from 0.</summary>
    public int Position { get; set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }
}

/// <summary>Which columns of a list a user sees, in which order.</summary>
public sealed class ColumnChoice
{
    public Guid UserId { get; init; }

    /// <summary>Path of the list.</summary>
    public required string Page { get; init; }

    /// <summary>Keys of the columns, separated by dots, in their order.</summary>
    public required string Columns { get; set; }
}
