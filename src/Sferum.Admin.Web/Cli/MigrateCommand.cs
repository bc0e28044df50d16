using System.CommandLine;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Web.Hosting;

namespace Sferum.Admin.Web.Cli;

/// <summary><c>migrate</c>: brings the database to this build's schema; with <c>--drop --yes</c> empties it first.</summary>
internal static class MigrateCommand
{
    private static readonly Option<bool> Drop = new("--drop") { Description = "Сначала удалить базу со всем, что в ней есть" };
    private static readonly Option<bool> Yes = new("--yes") { Description = "Подтверждение для --drop" };

    public static Command Create()
    {
        var command = new Command("migrate", "Обновить схему базы") { Drop, Yes };
        command.SetAction((parse, ct) => Verb.RunAsync(parse, async (builder, configuration) =>
        {
            var drop = parse.GetValue(Drop);
            if (drop && builder.Environment.IsProduction())
            {
                return await Verb.RefuseAsync("В рабочей среде (Production) базу так не удаляют. Ничего не изменено.");
            }

            if (drop && !parse.GetValue(Yes))
            {
                return await Verb.RefuseAsync("База будет удалена целиком. Подтвердите: migrate --drop --yes. Ничего не изменено.");
            }

            configuration.Data.Ensure();
            using var alone = drop ? PortalLock.TryTake(configuration) : null;
            if (drop && alone is null)
            {
                return await Verb.RefuseAsync("Из этого каталога данных сейчас работает портал. Остановите его. Ничего не изменено.", ExitCode.Busy);
            }

            builder.Services.AddPortalCore(configuration, builder.Configuration);
            await using var app = builder.Build();
            var database = app.Services.GetRequiredService<DatabaseStart>();
            if (drop)
            {
                await database.DropAsync(ct);
            }

            var pending = await database.NeedsMigrationAsync(ct);
            await database.MigrateAsync(ct);
            await Console.Out.WriteLineAsync(pending ? "Схема базы обновлена." : "Схема базы уже нужной версии.");
            return ExitCode.Done;
        }));
        return command;
    }
}
