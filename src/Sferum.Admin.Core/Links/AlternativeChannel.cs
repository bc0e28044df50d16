namespace Sferum.Admin.Core.Links;

/// <summary>How somebody who refused the platform is informed instead.</summary>
public enum AlternativeChannel
{
    Paper,
    Email,
    Sms,
    Epos,
    Phone,
}
