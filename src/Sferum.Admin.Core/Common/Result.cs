namespace Sferum.Admin.Core.Common;

/// <summary>An expected refusal: a stable code for machines and a Russian sentence for the person.</summary>
/// <param name="Code">Stable, kebab-case, e.g. <c>not-found</c>, <c>conflict</c>, <c>invalid</c>.</param>
/// <param name="Message">What happened, what is safe, what to do. Never holds personal data of others.</param>
/// <param name="Field">Name of the request's property the sentence speaks of, when there is one.</param>
public sealed record Error(string Code, string Message, string? Field = null)
{
    /// <summary>What else is wrong with the same request, each with its field.</summary>
    public IReadOnlyList<Error> More { get; init; } = [];

    /// <summary>This one and the others.</summary>
    public IEnumerable<Error> All => More.Prepend(this);

    /// <summary>Out of scope and missing read the same (DESIGN §5, 152-ФЗ: what is not yours is not confirmed to exist).</summary>
    public const string NotFoundCode = "not-found";

    /// <summary>Someone else changed the record first.</summary>
    public const string ConflictCode = "conflict";

    /// <summary>A value that cannot be taken.</summary>
    public const string InvalidCode = "invalid";

    public static Error NotFound(string message = "Не найдено.") => new(NotFoundCode, message);

    public static Error Conflict(string message) => new(ConflictCode, message);

    public static Error Invalid(string message, string? field = null) => new(InvalidCode, message, field);
}

/// <summary>Outcome of a use case without a value. Bugs are exceptions; expected refusals are this.</summary>
public class Result
{
    protected Result(Error? error) => Error = error;

    public static Result Ok { get; } = new(null);

    public Error? Error { get; }

    public bool IsOk => Error is null;

    public static implicit operator Result(Error error) => new(error);

    /// <summary>A success with a value of an interface, which the language does not convert by itself.</summary>
    public static Result<T> Of<T>(T value) => new(value, null);
}

/// <summary>Outcome of a use case or a query with a value.</summary>
public sealed class Result<T> : Result
{
    private readonly T? _value;

    internal Result(T? value, Error? error)
        : base(error) => _value = value;

    /// <summary>The value; reading it after a refusal is a bug.</summary>
    /// <exception cref="InvalidOperationException">The result is a refusal.</exception>
    public T Value => IsOk ? _value! : throw new InvalidOperationException($"The result is a refusal: {Error!.Code}.");

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => new(default, error);
}
