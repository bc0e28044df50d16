using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Ports;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Connectors.Epos;

/// <summary>Where the journal may be read at all (contract §4). Pure.</summary>
internal static class EposGuard
{
    /// <summary>Domains of the real system and of its parent.</summary>
    private static readonly string[] RealDomains = ["permkrai.ru", "mos.ru"];

    private const string Field = nameof(JournalConnection.Address);

    /// <summary><see langword="null"/> = it may.</summary>
    public static Error? Refusal(JournalConnection connection, EposOptions options)
    {
        var address = connection.Address;
        if (connection.Mode == JournalReaderMode.Off)
        {
            return null;
        }

        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            return new("journal-address", "Нужен адрес вида https://сервер/путь, без имени, пароля и параметров.", Field);
        }

        if (address.Scheme == "http" && !address.IsLoopback)
        {
            return new("journal-plain-http", "По http:// сеанс ЭПОС ушёл бы в сеть открытым. Укажите адрес https://; http:// годится только для этого же компьютера.", Field);
        }

        // By the text of the contract the end of the name counts, so a look-alike is refused too.
        if (RealDomains.Any(d => address.IdnHost.TrimEnd('.').EndsWith(d, StringComparison.OrdinalIgnoreCase)))
        {
            return new("journal-assumed-real", "Пробный формат нельзя применять к настоящим серверам permkrai.ru и mos.ru: такого запроса у них нет.", Field);
        }

        var isAllowed = options.AllowAssumed
            || (options.AllowAssumedOnLoopback && address.IsLoopback)
            || !string.Equals(options.Environment, "Production", StringComparison.OrdinalIgnoreCase);
        return isAllowed
            ? null
            : new("journal-assumed-production", "Пробный формат на рабочем портале выключен. Если это проверка с учебным сервером, задайте в настройках запуска Epos:AllowAssumed=true.", Field);
    }
}
