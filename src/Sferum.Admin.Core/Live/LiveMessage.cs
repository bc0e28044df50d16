using System.Globalization;
using System.Text;

namespace Sferum.Admin.Core.Live;

/// <summary>
/// A change as a line of text for other nodes: «node|user|topics|subjects», ids only. At most <see cref="MostBytes"/>, PostgreSQL's
/// limit of a notification. Letters, digits and «|,*+/=-»: safe inside quotes. Pure.
/// </summary>
public static class LiveMessage
{
    /// <summary>Bytes of the longest notification.</summary>
    public const int MostBytes = 7999;

    private const string Anybody = "*";

    public static string Write(Guid node, LiveChange change)
    {
        var text = new StringBuilder().Append(node.ToString("N")).Append('|').Append(change.UserId?.ToString("N") ?? "-").Append('|')
            .AppendJoin(',', change.Topics.Order().Select(t => (int)t)).Append('|');
        return text.Append(change.Subjects is { } subjects ? Ids(subjects) : Anybody).ToString();
    }

    /// <summary><see langword="null"/> for a line of another build that this one does not understand: anything may have changed then.</summary>
    public static (Guid Node, LiveChange Change)? Read(string text)
    {
        if (text.Split('|') is not [var nodeText, var userText, var topicsText, var subjectsText] || !Guid.TryParseExact(nodeText, "N", out var node))
        {
            return null;
        }

        var topics = new HashSet<LiveTopic>();
        foreach (var number in topicsText.Split(','))
        {
            if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || !Enum.IsDefined((LiveTopic)value))
            {
                return null;
            }

            topics.Add((LiveTopic)value);
        }

        Guid? user = Guid.TryParseExact(userText, "N", out var id) ? id : null;
        if (subjectsText == Anybody)
        {
            return (node, new LiveChange(topics, user));
        }

        return Ids(subjectsText) is { } subjects ? (node, new LiveChange(topics, user, subjects)) : null;
    }

    /// <summary>Ids as one text, 16 bytes each.</summary>
    internal static string Ids(IEnumerable<Guid> ids) => Convert.ToBase64String([.. ids.SelectMany(id => id.ToByteArray())]);

    /// <summary>Back again; <see langword="null"/> when it is none.</summary>
    internal static IReadOnlySet<Guid>? Ids(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length % 16 == 0
            ? Enumerable.Range(0, length / 16).Select(i => new Guid(bytes.AsSpan(i * 16, 16))).ToHashSet()
            : null;
    }
}
