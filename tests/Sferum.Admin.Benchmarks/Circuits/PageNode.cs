namespace Sferum.Admin.Benchmarks.Circuits;

/// <summary>An element or a component of a rendered page. Texts and markup are <see cref="Leaf"/>: nobody asks for them.</summary>
internal sealed class PageNode(string? element, PageNode? parent)
{
    /// <summary>Stands for every node without attributes and children.</summary>
    public static readonly PageNode Leaf = new(null, null);

    private List<(string Name, string? Value)>? _attributes;
    private List<(string Event, ulong Id)>? _handlers;

    /// <summary>Null for a component.</summary>
    public string? Element { get; } = element;

    public PageNode? Parent { get; } = parent;

    public List<PageNode>? Children { get; private set; }

    public string? this[string attribute] => _attributes?.Find(a => a.Name == attribute).Value;

    /// <summary>Whether the class attribute has all the words.</summary>
    public bool Is(string element, params ReadOnlySpan<string> words)
    {
        if (Element != element)
        {
            return false;
        }

        var own = this["class"] ?? "";
        foreach (var word in words)
        {
            if (!own.Split(' ').Contains(word))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Of the event («click»); null when nothing listens.</summary>
    public ulong? Handler(string name) => _handlers?.FindIndex(h => h.Event == name) is { } i and >= 0 ? _handlers[i].Id : null;

    public IEnumerable<PageNode> Descendants()
    {
        foreach (var child in Children ?? [])
        {
            if (child == Leaf)
            {
                continue;
            }

            yield return child;
            foreach (var deeper in child.Descendants())
            {
                yield return deeper;
            }
        }
    }

    public void Insert(int index, PageNode child) => (Children ??= []).Insert(index, child);

    public void RemoveAt(int index) => Children!.RemoveAt(index);

    public void SetAttribute(string name, string? value, ulong handler)
    {
        if (handler != 0)
        {
            _handlers ??= [];
            _handlers.RemoveAll(h => h.Event == name[2..]);
            _handlers.Add((name[2..], handler));
            return;
        }

        RemoveAttribute(name);
        (_attributes ??= []).Add((name, value));
    }

    public void RemoveAttribute(string name)
    {
        _attributes?.RemoveAll(a => a.Name == name);
        if (name.StartsWith("on", StringComparison.Ordinal))
        {
            _handlers?.RemoveAll(h => h.Event == name[2..]);
        }
    }
}
