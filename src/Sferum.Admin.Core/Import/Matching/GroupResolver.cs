namespace Sferum.Admin.Core.Import.Matching;

/// <summary>What a row's group is to the register.</summary>
/// <param name="Id">The group; null when it is not taken or the row has none.</param>
/// <param name="IsNew">Proposed by this import.</param>
/// <param name="IsUnknown">Not in the register; with <paramref name="IsNew"/> false the row waits for a person.</param>
/// <param name="IsNormalised">Found under another spelling.</param>
public readonly record struct ResolvedGroup(Guid? Id, bool IsNew, bool IsUnknown, bool IsNormalised);

/// <summary>
/// Finds the groups of a file in the register. A name that is not there is proposed as a new group when the register has no groups of the
/// year, when somebody said that the file lists students (<c>--kind students</c>), or when no group of the file is known: a file of new
/// groups only is a group's first list. A stranger among known groups is a question.
/// </summary>
public sealed class GroupResolver
{
    private readonly RegisterSnapshot _register;
    private readonly bool _mayPropose;
    private readonly Dictionary<string, ResolvedGroup> _resolved = new(StringComparer.Ordinal);

    /// <param name="names">All group names of the file, in normal form.</param>
    /// <param name="kindIsNamed">A person said that the file lists students.</param>
    public GroupResolver(RegisterSnapshot register, IReadOnlyCollection<string> names, bool kindIsNamed)
    {
        _register = register;
        _mayPropose = !register.HasGroups || kindIsNamed || names.All(n => Find(n) is null);
    }

    /// <summary>Groups that the import is to make, by name.</summary>
    public Dictionary<string, Guid> Proposed { get; } = new(StringComparer.Ordinal);

    public ResolvedGroup Resolve(string? name)
    {
        if (name is null)
        {
            return default;
        }

        if (!_resolved.TryGetValue(name, out var group))
        {
            group = Find(name) ?? Propose(name);
            _resolved.Add(name, group);
        }

        return group;
    }

    private ResolvedGroup? Find(string name)
    {
        if (_register.GroupNamed(name) is { } id)
        {
            return new(id, false, false, false);
        }

        // A sheet's name cannot hold a slash: «ТО-22-9» stands for «ТО-22/9».
        var slashed = name.EndsWith("-9", StringComparison.Ordinal) ? $"{name[..^2]}/9" : name.EndsWith("-11", StringComparison.Ordinal) ? $"{name[..^3]}/11" : null;
        return slashed is not null && _register.GroupNamed(slashed) is { } near ? new ResolvedGroup(near, false, false, true) : null;
    }

    private ResolvedGroup Propose(string name)
    {
        if (!_mayPropose)
        {
            return new(null, false, true, false);
        }

        var id = Guid.CreateVersion7();
        Proposed.Add(name, id);
        return new(id, true, true, false);
    }
}
