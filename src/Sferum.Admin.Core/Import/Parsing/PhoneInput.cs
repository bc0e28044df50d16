namespace Sferum.Admin.Core.Import.Parsing;

/// <summary>A phone that a person types, read as a roster's cell is.</summary>
public static class PhoneInput
{
    /// <summary>The one full number of the text in E.164 with the word beside it; <see langword="null"/> when it holds none or several. Pure.</summary>
    public static RosterPhone? Read(string text)
    {
        var parser = new PhoneParser();
        return parser.Parse(text) is [var phone] && !parser.HasBad ? phone : null;
    }
}
