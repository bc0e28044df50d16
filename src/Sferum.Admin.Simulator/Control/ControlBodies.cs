using System.Text.Json;
using Sferum.Admin.Simulator.World;

namespace Sferum.Admin.Simulator.Control;

/// <summary>One of the three.</summary>
internal sealed record ClockBody(DateTimeOffset? Now = null, TimeSpan? Advance = null, bool? Real = null);

internal sealed record FaultBody(string Route, string Fault, int Times = -1, int After = 0);

internal sealed record MembersBody(IReadOnlyList<string>? Add = null, IReadOnlyList<string>? Remove = null, bool Now = false);

/// <param name="Linked">By platform, <c>max</c> or <c>vk_id</c>: true, false, or a state by name.</param>
internal sealed record PersonBody(Dictionary<string, JsonElement>? Linked = null, IReadOnlyList<long>? Chats = null, bool? Left = null, string? Name = null, bool Now = false)
{
    private const string Max = "max";
    private const string VkId = "vk_id";

    /// <returns>Null when a platform or a state has no meaning.</returns>
    public PersonChange? ToChange()
    {
        var states = (Linked ?? []).ToDictionary(l => l.Key, l => StateOf(l.Value));
        return states.Any(s => s.Value is null || s.Key is not (Max or VkId))
            ? null
            : new PersonChange { Max = states.GetValueOrDefault(Max), VkId = states.GetValueOrDefault(VkId), Chats = Chats, Left = Left, Name = Name, Now = Now };
    }

    private static SimulatedLinkState? StateOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => SimulatedLinkState.Linked,
        JsonValueKind.False => SimulatedLinkState.NotLinked,
        JsonValueKind.String => value.GetString() switch
        {
            "linked" => SimulatedLinkState.Linked,
            "not_linked" => SimulatedLinkState.NotLinked,
            "broken" => SimulatedLinkState.Broken,
            "unknown" => SimulatedLinkState.Unknown,
            _ => null,
        },
        _ => null,
    };
}
