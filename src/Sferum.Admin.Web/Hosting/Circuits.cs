using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.SignalR;

namespace Sferum.Admin.Web.Hosting;

/// <summary>What an open page may cost the server (docs/decisions/024-circuits.md).</summary>
internal static class Circuits
{
    /// <summary>Pages that lost their connection and wait for it. They are in memory already: a network that fails for everybody for a minute must not
    /// turn into everybody's reload.</summary>
    private const int MostDisconnected = 1000;

    /// <summary>Bytes of the largest message of a page. The framework's 32 KB are 140 marks: a page that brings more of them closes its own
    /// connection, and again each time it is back. 500 marks (marks-send.js) are 120 KB.</summary>
    private const int LargestMessage = 256 * 1024;

    /// <summary>What a connection takes.</summary>
    public static void Configure(HubOptions options) => options.MaximumReceiveMessageSize = LargestMessage;

    /// <summary>What a connection keeps.</summary>
    public static void Configure(CircuitOptions options) => options.DisconnectedCircuitMaxRetained = MostDisconnected;

    /// <summary>Batches are compressed one by one: a window kept between them, as is the default, costs every open page a quarter of a
    /// megabyte outside the managed heap.</summary>
    public static void Connect(ServerComponentsEndpointOptions options) => options.ConfigureWebSocketAcceptContext = (_, accept) =>
    {
        // «Dangerous» where a stranger can mix his text into a secret's message: nobody frames the portal (SecurityHeaders), as with the default.
        accept.DangerousEnableCompression = true;
        accept.DisableServerContextTakeover = true;
        return Task.CompletedTask;
    };
}
