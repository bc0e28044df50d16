namespace Sferum.Admin.Benchmarks.Circuits;

/// <summary>What the browser's scripts would give back, as JSON.</summary>
internal static class ScriptAnswers
{
    /// <param name="name">Full name of the function.</param>
    public static string Of(string name) => name switch
    {
        // «watch» asks whether the tab is hidden: everybody looks, so that their pages follow what others change.
        "sferum.isDark" or "sferum.isRoomy" or "isPhone" or "watch" => "false",
        "window.hasOwnProperty" => "true",
        "mudpopoverHelper.countProviders" => "1",
        _ when name.EndsWith("indowSize", StringComparison.Ordinal) => """{"height":900,"width":1440}""",
        _ when name.EndsWith("getBoundingClientRect", StringComparison.Ordinal) =>
            """{"top":0,"left":0,"width":100,"height":40,"windowHeight":900,"windowWidth":1440,"scrollX":0,"scrollY":0}""",
        _ => "null",
    };
}
