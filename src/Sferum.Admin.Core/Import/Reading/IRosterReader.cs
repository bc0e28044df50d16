namespace Sferum.Admin.Core.Import.Reading;

/// <summary>Reads one kind of file. The content decides which reader is asked, never the extension.</summary>
internal interface IRosterReader
{
    /// <summary>Takes the whole file apart. Damage is an answer (<see cref="RosterFile.Blocked"/>), not an exception.</summary>
    RosterFile Read(byte[] content, CancellationToken ct);
}
