using System.Net;

namespace Sferum.Admin.Connectors.Http;

/// <summary>The machine's proxy, but never for this machine itself: plain HTTP is allowed on loopback because it does not leave it.</summary>
/// <param name="proxy">The proxy of the environment.</param>
public sealed class LoopbackDirect(IWebProxy proxy) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => proxy.Credentials;
        set => proxy.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => destination.IsLoopback ? null : proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || proxy.IsBypassed(host);
}
