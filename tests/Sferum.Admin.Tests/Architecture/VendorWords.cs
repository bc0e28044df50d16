using System.Text.RegularExpressions;

namespace Sferum.Admin.Tests.Architecture;

/// <summary>
/// Names of outside systems belong to the connectors, the simulator and the settings; elsewhere the code speaks of journals,
/// messengers and platforms, since the messenger has already been replaced once. Comments may name them, and so may the
/// product's own words about ЭПОС as the place of the check (<c>EposClock</c>).
/// </summary>
internal static partial class VendorWords
{
    private static readonly string[] Free = ["Sferum.Admin.Connectors/", "Sferum.Admin.Simulator/", "/Settings/", "/Migrations/"];

    /// <summary>Field names, routes and hosts of the three systems.</summary>
    private static readonly string[] WireNames =
    [
        "vk_edu_id", "vk_id", "max_id", "max_link", "check-for-vk-user", "check-for-max-user", "student_profiles", "teacher_profiles", "class_unit", "class_level_id",
        "managed_class_units", "user_integration_id", "external_chat_id", "peer_id", "conversation_message_id", "auth-token", "auth_token", "jersey/api", "core/api",
        "acl/api", "lms/api", "api/aupd", "messages.getConversation", "api.vk.", "vk.com", "vk.me", "max.ru", "platform-api", "school.permkrai.ru",
    ];

    public static bool IsFree(string path) => Free.Any(path.Contains);

    /// <param name="path">Path from <c>src/</c>, with forward slashes.</param>
    /// <param name="text">Text of a C# or Razor file.</param>
    public static IEnumerable<string> Violations(string path, string text)
    {
        if (IsFree(path))
        {
            yield break;
        }

        var code = Comments().Replace(text, m => m.Value[0] == '"' ? m.Value : "");
        foreach (var wire in WireNames.Where(w => code.Contains(w, StringComparison.OrdinalIgnoreCase)))
        {
            yield return $"{path}: wire name «{wire}»";
        }

        foreach (Match match in Vendor().Matches(code))
        {
            yield return $"{path}: «{match.Value}»";
        }
    }

    /// <summary>Comments of C# and Razor; strings are matched as well, so that «//» in an address is not taken for a comment.</summary>
    [GeneratedRegex("""
        "(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/|@\*.*?\*@|<!--.*?-->
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Comments();

    /// <summary>
    /// «Vk» as a word of an identifier; «Max» only where it is the messenger and not a maximum: before a noun of messengers, as the
    /// last word after Platform, Messenger or Connector, or alone as a member or a quoted code.
    /// </summary>
    [GeneratedRegex("""
        \b\w*(?:(?<![A-Za-z])(?:Vk|VK)|(?<=[a-z])(?:Vk|VK))(?![a-z])\w*\b
        |\b\w*(?<![a-z])Max(?:Messenger|Bot|Chat|Api|Client|User|Token|Connector|Link|Member|Platform|Profile)(?!s\b)\w*\b
        |\b\w*(?:Platform|Messenger|Connector|Bot)(?:Kind|Code|Type)?\.?Max\b
        |"(?:vk|max|epos)"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Vendor();
}
