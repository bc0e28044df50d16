using System.CommandLine;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Access.Users;
using Sferum.Admin.Web.Hosting;

namespace Sferum.Admin.Web.Cli;

/// <summary><c>user add</c>: opens an account from the server's console and prints the one-time address to set its password.</summary>
internal static class UserCommand
{
    private const string DefaultAddress = "http://localhost:5000";

    private static readonly Option<string> Email = new("--email") { Description = "Рабочая почта, с ней входят в портал", HelpName = "E", Required = true };
    private static readonly Option<string> Name = new("--name") { Description = "Фамилия, имя, отчество", HelpName = "ФИО", Required = true };
    private static readonly Option<string[]> Role = new("--role") { Description = "Роль; можно указать несколько раз", Required = true };
    private static readonly Option<Guid?> Person = PersonOption.Create("Человек из списков; куратору обязателен");

    public static Command Create()
    {
        Role.AcceptOnlyFromAmong("administrator", "curator", "director");
        var add = new Command("add", "Завести пользователя") { Email, Name, Role, Person };
        add.SetAction((parse, ct) => Verb.RunWithServicesAsync(parse, migrate: true, async services =>
        {
            var request = new AddUserRequest(
                parse.GetRequiredValue(Email),
                parse.GetRequiredValue(Name),
                [.. parse.GetRequiredValue(Role).Distinct().Select(r => Enum.Parse<PortalRole>(r, ignoreCase: true))],
                parse.GetValue(Person));
            var added = await services.GetRequiredService<AddUser>().RunAsync(Actor.Console(), request, ct);
            if (added.Error is { } error)
            {
                return await Verb.RefuseAsync(error.Message);
            }

            var portal = services.GetRequiredService<PortalConfiguration>().PublicUrl ?? new Uri(DefaultAddress);
            await Console.Out.WriteLineAsync(new Uri(portal, added.Value.Path).AbsoluteUri);
            await Console.Error.WriteLineAsync($"Откройте адрес в течение {PortalIdentity.LinkTime.Days} суток и задайте пароль. Он действует один раз.");
            return ExitCode.Done;
        }));
        return new Command("user", "Пользователи портала") { add };
    }
}
