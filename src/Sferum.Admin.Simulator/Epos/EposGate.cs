using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Sferum.Admin.Simulator.Epos;

/// <summary>Who calls: by the two headers, or by the cookies of the official app.</summary>
internal static class EposGate
{
    public const string SessionEnded = "Предыдущая сессия работы в ЭЖД завершена. Войдите в ЭЖД заново";
    public const string NoRight = "Недостаточно прав для выполнения операции";

    public static string? TokenOf(HttpRequest request) => Value(request, "Auth-Token", "auth_token");

    /// <summary>Lets the handler answer a session in force.</summary>
    public static RequestDelegate Session(EposSessions sessions, RequestDelegate handler) => context =>
        sessions.IsOpen(TokenOf(context.Request)) ? handler(context) : EposJson.RefuseAsync(context, StatusCodes.Status401Unauthorized, SessionEnded);

    /// <summary>The same for what only the school's administrator may read.</summary>
    public static RequestDelegate Administrator(EposSessions sessions, RequestDelegate handler) => Session(sessions, context =>
        ProfileOf(context.Request) == EposSessions.AdministratorProfile ? handler(context) : EposJson.RefuseAsync(context, StatusCodes.Status403Forbidden, NoRight));

    private static long? ProfileOf(HttpRequest request) =>
        long.TryParse(Value(request, "Profile-Id", "profile_id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static string? Value(HttpRequest request, string header, string cookie) =>
        request.Headers.TryGetValue(header, out var values) ? values.ToString() : request.Cookies[cookie];
}
