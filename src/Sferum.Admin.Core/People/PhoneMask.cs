namespace Sferum.Admin.Core.People;

/// <summary>Phones for the eye.</summary>
public static class PhoneMask
{
    /// <summary>«…41-07»: enough to tell two numbers apart, too little to call.</summary>
    public static string Tail(string e164) => e164.Length < 4 ? "…" : $"…{e164[^4..^2]}-{e164[^2..]}";

    /// <summary>«+7 902 123-45-67» for a Russian number; another country's stays as it is.</summary>
    public static string Full(string e164) =>
        e164 is ['+', '7', .. { Length: 10 } d] ? $"+7\u00A0{d[..3]}\u00A0{d[3..6]}-{d[6..8]}-{d[8..]}" : e164;
}
