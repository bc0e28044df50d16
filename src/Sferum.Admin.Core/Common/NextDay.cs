namespace Sferum.Admin.Core.Common;

/// <summary>Gathers days and keeps the earliest one after a given day: when an answer may change by itself.</summary>
/// <param name="after">Days up to and including this one are of no interest.</param>
public struct NextDay(DateOnly after)
{
    /// <summary>Null until a later day was added.</summary>
    public DateOnly? Value { get; private set; }

    public void Add(DateOnly? day)
    {
        if (day is { } candidate && candidate > after && (Value is null || candidate < Value))
        {
            Value = candidate;
        }
    }
}
