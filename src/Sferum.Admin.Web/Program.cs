using System.Globalization;
using System.Text;
using Sferum.Admin.Web.Cli;

// One language for screens, messages and jobs; files and the database are written invariantly.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture =
    CultureInfo.GetCultureInfo("ru-RU");
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await PortalCommand.RunAsync(args);
