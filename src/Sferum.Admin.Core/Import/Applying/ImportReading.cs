using Sferum.Admin.Core.Import.Changes;
using Sferum.Admin.Core.Import.Matching;
using Sferum.Admin.Core.Import.Parsing;
using Sferum.Admin.Core.Import.Reading;
using Sferum.Admin.Core.PersonalData;
using Sferum.Admin.Core.StudyGroups;

namespace Sferum.Admin.Core.Import.Applying;

/// <summary>A file as it was given.</summary>
/// <param name="Name">Without its directory.</param>
public sealed record ImportFile(string Name, byte[] Content);

/// <summary>The stages before the register, for one or more files.</summary>
public static class ImportReading
{
    /// <summary>Reads and parses the files.</summary>
    /// <param name="limitBytes">A larger file is refused unread.</param>
    public static IReadOnlyList<RosterDocument> Read(IReadOnlyList<ImportFile> files, ImportOptions options, long limitBytes, DateOnly today, CancellationToken ct) =>
        Parse([.. files.Select(f => f.Content.LongLength > limitBytes ? RosterFile.Refused(ImportBlock.TooLarge(limitBytes)) : RosterReading.Read(f.Content, ct))], options, today, ct);

    /// <summary>Parses tables that were read before.</summary>
    public static IReadOnlyList<RosterDocument> Parse(IReadOnlyList<RosterFile> files, ImportOptions options, DateOnly today, CancellationToken ct)
    {
        var documents = RosterParsing.ParseAll(files, options.Kind, options.AsOf ?? today, ct);
        if (options.Group is { } text && GroupNameText.Normalize(text) is { } group)
        {
            foreach (var person in documents.SelectMany(d => d.People).Where(p => p is { Kind: RosterKind.Students, Group: null } && !p.Has(IssueCodes.UnknownGroup)))
            {
                person.Group = group;
            }
        }

        return documents;
    }

    /// <summary>The plan against a register that has nobody yet; nothing is needed for it and nothing is left behind.</summary>
    public static ImportPlan PlanOnEmptyRegister(IReadOnlyList<ImportFile> files, ImportOptions options, long limitBytes, DateOnly today, DateTime now, CancellationToken ct)
    {
        var documents = Read(files, options, limitBytes, today, ct);
        var day = options.EffectiveOn ?? AcademicYear.Of(today).StartsOn;
        return ImportPlanner.Plan(documents, new RegisterSnapshot(day), options, new SnilsHash(new byte[32]), Guid.CreateVersion7(), now, ct);
    }
}
