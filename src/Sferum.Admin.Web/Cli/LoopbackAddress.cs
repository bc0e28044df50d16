using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Sferum.Admin.Web.Hosting;

namespace Sferum.Admin.Web.Cli;

/// <summary>Where the demo listens: plain HTTP on this machine, on the port asked for or a free one.</summary>
internal sealed record LoopbackAddress(IPAddress Address, int Port)
{
    public static readonly LoopbackAddress Free = new(IPAddress.Loopback, 0);

    /// <returns>Null when the text is not one plain loopback address.</returns>
    public static LoopbackAddress? Parse(string text) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && url.AbsolutePath == "/" && ListenRules.IsLoopback(url.GetLeftPart(UriPartial.Authority))
            ? new LoopbackAddress(IPAddress.TryParse(url.Host.Trim('[', ']'), out var ip) ? ip : IPAddress.Loopback, url.Port)
            : null;

    /// <summary>Listens here and nowhere else, whatever environment, settings or launch profile say.</summary>
    public void Apply(KestrelServerOptions options)
    {
        options.Configure(new ConfigurationBuilder().Build());
        options.Listen(Address, Port);
    }
}
