using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.PersonalData;

public enum ConsentKind
{
    /// <summary>An adult student agrees that the parents stay in «Родители».</summary>
    RepresentativesInChat,
}

/// <summary>A consent in force in a period; withdrawn by its end.</summary>
public sealed class DataConsent : DatedFact
{
    /// <summary>Who gave it.</summary>
    public Guid PersonId { get; init; }

    public ConsentKind Kind { get; init; }
}
