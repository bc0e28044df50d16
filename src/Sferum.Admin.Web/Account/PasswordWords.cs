using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Web.Account;

/// <summary>What the pages say of a new password.</summary>
internal static class PasswordWords
{
    /// <summary>The rule, before it is broken.</summary>
    public static string Rule { get; } = $"Не короче {PortalIdentity.PasswordLength} символов. Хороша фраза из нескольких слов.";

    /// <summary>Refusal when the two fields differ.</summary>
    public static Error? Mismatch(string password, string again) =>
        password == again ? null : Error.Invalid("Пароли не совпали. Наберите оба ещё раз.");
}
