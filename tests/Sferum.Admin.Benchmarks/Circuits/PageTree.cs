namespace Sferum.Admin.Benchmarks.Circuits;

/// <summary>What the browser would show, kept up to date by the render batches: elements, the attributes somebody asks for, event handlers.</summary>
internal sealed class PageTree
{
    private readonly Dictionary<int, PageNode> _components = [];
    private readonly List<PageNode> _roots = [];

    /// <summary>Every element and component, in the order of the page.</summary>
    public IEnumerable<PageNode> Nodes => _roots.SelectMany(root => root.Descendants());

    /// <summary>Elements and texts on the page.</summary>
    public int Count => _roots.Sum(Size);

    /// <summary>A component that hangs directly in the page.</summary>
    public void Attach(int componentId)
    {
        var root = new PageNode(null, null);
        _roots.Add(root);
        _components[componentId] = root;
    }

    public void Apply(ReadOnlySpan<byte> bytes)
    {
        var batch = new BatchReader(bytes);
        for (var i = 0; i < batch.UpdatedComponents; i++)
        {
            var (component, edits, at) = batch.Component(i);
            Apply(batch, _components[component], edits, at);
        }

        for (var i = 0; i < batch.DisposedComponents; i++)
        {
            _components.Remove(batch.DisposedComponent(i));
        }
    }

    private static int Size(PageNode node) => (node.Children ?? []).Sum(child => 1 + (child == PageNode.Leaf ? 0 : Size(child)));

    private void Apply(in BatchReader batch, PageNode component, int edits, int at)
    {
        var parent = component;
        List<(int From, int To)>? moves = null;
        for (var i = 0; i < edits; i++)
        {
            var edit = batch.Edit(at, i);
            switch (edit.Kind)
            {
                case EditKind.Prepend:
                    Insert(batch, parent, edit.Sibling, edit.Index);
                    break;
                case EditKind.Remove:
                    parent.RemoveAt(edit.Sibling);
                    break;
                case EditKind.SetAttribute:
                    SetAttribute(batch, parent.Children![edit.Sibling], edit.Index);
                    break;
                case EditKind.RemoveAttribute:
                    parent.Children![edit.Sibling].RemoveAttribute(batch.Name(edit.NameIndex));
                    break;
                case EditKind.StepIn:
                    parent = parent.Children![edit.Sibling];
                    break;
                case EditKind.StepOut:
                    parent = parent.Parent!;
                    break;
                case EditKind.Move:
                    (moves ??= []).Add((edit.Sibling, edit.Index));
                    break;
                case EditKind.MoveEnd:
                    Move(parent, moves!);
                    moves = null;
                    break;
                case EditKind.UpdateText or EditKind.UpdateMarkup:
                    break;
                default:
                    throw new InvalidDataException($"Edit {edit.Kind} is not known.");
            }
        }
    }

    private static void Move(PageNode parent, List<(int From, int To)> moves)
    {
        var before = moves.ConvertAll(move => parent.Children![move.From]);
        for (var i = 0; i < moves.Count; i++)
        {
            parent.Children![moves[i].To] = before[i];
        }
    }

    /// <returns>How many children the frame became: a region is as many as are in it.</returns>
    private int Insert(in BatchReader batch, PageNode parent, int index, int frame)
    {
        switch (batch.Kind(frame))
        {
            case FrameKind.Element:
                var element = new PageNode(batch.ElementName(frame), parent);
                parent.Insert(index, element);
                var content = frame + 1;
                var end = frame + batch.SubtreeLength(frame);
                for (; content < end && batch.Kind(content) == FrameKind.Attribute; content++)
                {
                    SetAttribute(batch, element, content);
                }

                InsertRange(batch, element, 0, content, end);
                return 1;
            case FrameKind.Component:
                var component = new PageNode(null, parent);
                parent.Insert(index, component);
                _components[batch.ComponentId(frame)] = component;
                return 1;
            case FrameKind.Region:
                return InsertRange(batch, parent, index, frame + 1, frame + batch.SubtreeLength(frame));
            case FrameKind.Text or FrameKind.Markup:
                parent.Insert(index, PageNode.Leaf);
                return 1;
            default:
                return 0;
        }
    }

    private int InsertRange(in BatchReader batch, PageNode parent, int index, int from, int end)
    {
        var first = index;
        for (var frame = from; frame < end; frame += batch.SubtreeLength(frame))
        {
            index += Insert(batch, parent, index, frame);
        }

        return index - first;
    }

    private static void SetAttribute(in BatchReader batch, PageNode node, int frame)
    {
        var name = batch.AttributeName(frame);
        var handler = batch.EventHandlerId(frame);
        if (handler != 0)
        {
            node.SetAttribute(name, null, handler);
        }
        else if (name is "class" or "href" or "id" or "type" or "name" or "aria-label" or "aria-current" || name.StartsWith("data-", StringComparison.Ordinal))
        {
            node.SetAttribute(name, batch.AttributeValue(frame), 0);
        }
    }
}
