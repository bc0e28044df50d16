using Sferum.Admin.Core.Data;

namespace Sferum.Admin.Web.Hosting;

/// <summary>Nothing works on a schema of another build: migrate where that is allowed, else refuse.</summary>
internal static class DatabaseGate
{
    /// <summary>The database does not answer; nothing of what was written is lost.</summary>
    public const string Unavailable =
        "База данных недоступна: она занята другой программой, отключена или файл не открывается. Записанное сохранено. Проверьте базу и повторите.";

    internal const string Older = "Схема базы старше этой программы. Сделайте резервную копию и выполните: migrate.";

    /// <returns>Null when the database is ready, else the reason.</returns>
    public static async Task<string?> OpenAsync(IServiceProvider services, CancellationToken ct)
    {
        var database = services.GetRequiredService<DatabaseStart>();
        if (services.GetRequiredService<PortalConfiguration>().MigrateOnStart)
        {
            await database.MigrateAsync(ct);
            return null;
        }

        return await database.NeedsMigrationAsync(ct) ? Older : null;
    }
}
