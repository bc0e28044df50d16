using System.Diagnostics;
using System.Text.Json;

namespace Sferum.Admin.Benchmarks.Circuits;

/// <summary>One measured act.</summary>
/// <param name="Kind">«list», «filter», «group» or «mark».</param>
internal readonly record struct Act(string Kind, double Milliseconds);

/// <summary>Somebody at work: opens the list, filters it, opens a group, marks a cell, again and again.</summary>
/// <param name="groups">Groups to mark in.</param>
/// <param name="page">The list.</param>
/// <param name="seed">Different users choose differently, each run alike.</param>
/// <param name="only">Does nothing else than this kind of act, but for what it needs before it.</param>
internal sealed class CircuitUser(Circuit circuit, IReadOnlyList<Guid> groups, string page, int seed, string? only = null)
{
    /// <summary>The acts of a round, in their order.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["list", "filter", "group", "mark"];

    /// <summary>An act that takes longer is an error.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly Random _dice = new(seed);
    private int _step = seed % Kinds.Count;

    /// <summary>What was acted on, for the words of an error.</summary>
    private string _target = "";

    public List<Act> Acts { get; } = [];

    public List<string> Errors { get; } = [];

    public Circuit Circuit => circuit;

    /// <summary>Acts at an even pace, beginning somewhere within the first interval.</summary>
    public async Task WorkAsync(TimeSpan every, TimeSpan length, CancellationToken ct)
    {
        await Task.Delay(every * _dice.NextDouble(), ct);
        using var pace = new PeriodicTimer(every);
        var started = Stopwatch.GetTimestamp();
        do
        {
            await ActAsync();
        }
        while (circuit.IsOpen && Stopwatch.GetElapsedTime(started) + every < length && await pace.WaitForNextTickAsync(ct));
    }

    /// <summary>What was done so far was not meant to be measured.</summary>
    public void Forget()
    {
        Acts.Clear();
        Errors.Clear();
    }

    /// <summary>The next act of the round; a failure is noted and the round goes on.</summary>
    public async Task ActAsync()
    {
        var kind = only ?? Kinds[_step++ % Kinds.Count];
        if (only == "mark" && circuit.Look(PageRules.Cells).Count == 0)
        {
            kind = "group";
        }

        _target = "";
        try
        {
            if (await RunAsync(kind) is { } time)
            {
                Acts.Add(new Act(kind, time.TotalMilliseconds));
            }
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException or OperationCanceledException)
        {
            Errors.Add($"{kind} {_target}: {e.GetType().Name}: {e.Message}");
        }
    }

    private async Task<TimeSpan?> RunAsync(string kind)
    {
        switch (kind)
        {
            case "list":
                return await circuit.FollowAsync(page, now => PageRules.ShowsTab(now, page), Limit);
            case "filter":
                var filters = circuit.Look(now => PageRules.Filters(now, page));
                if (filters.Count == 0)
                {
                    return null;
                }

                var address = _target = filters[_dice.Next(filters.Count)];
                return await circuit.FollowAsync(address, now => PageRules.ShowsTab(now, address), Limit);
            case "group":
                return await circuit.FollowAsync(_target = $"/groups/{groups[_dice.Next(groups.Count)]}", PageRules.ShowsGroup, Limit);
            default:
                var cells = circuit.Look(PageRules.Cells);
                if (cells.Count == 0)
                {
                    return null;
                }

                var look = Guid.CreateVersion7();
                var mark = Mark(circuit, cells[_dice.Next(cells.Count)], look);
                var unsaved = circuit.Look(PageRules.Unsaved);
                _target = "of a cell";
                return await circuit.MarkAsync(mark, now => PageRules.Answers(now, look, unsaved), Limit);
        }
    }

    /// <summary>The other answer for a cell, as the page's script sends it.</summary>
    /// <param name="look">Id of the mark.</param>
    public static string Mark(Circuit circuit, PageNode cell, Guid look) => circuit.Look(_ => JsonSerializer.Serialize(new
    {
        id = look,
        kind = cell["data-state"] == "Visible" ? "Missing" : "Visible",
        person = PageRules.Person(cell),
        chat = cell["data-chat"],
        seen = cell["data-look"],
        link = (string?)null,
        age = 0,
    }));
}
