using System.CommandLine;

namespace Sferum.Admin.Web.Cli;

/// <summary>The option that names a person by the id in the address of the card.</summary>
internal static class PersonOption
{
    /// <param name="description">Russian, for the help.</param>
    public static Option<Guid?> Create(string description) => new("--person")
    {
        Description = description,
        HelpName = "ID",
        CustomParser = result =>
        {
            if (Guid.TryParse(result.Tokens[0].Value, out var id))
            {
                return id;
            }

            result.AddError("--person: нужен номер человека, он стоит в адресе его карточки после /people/.");
            return null;
        },
    };
}
