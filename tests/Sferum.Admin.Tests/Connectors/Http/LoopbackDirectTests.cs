using System.Net;
using Sferum.Admin.Connectors.Http;

namespace Sferum.Admin.Tests.Connectors.Http;

public sealed class LoopbackDirectTests
{
    private static readonly Uri Proxy = new("http://proxy.example.ru:3128/");

    [Theory]
    [InlineData("http://127.0.0.1:5081/epos", true)]
    [InlineData("http://localhost:5081/epos", true)]
    [InlineData("http://[::1]:5081/epos", true)]
    [InlineData("https://stand.example.ru/epos", false)]
    public void Proxy_OfThisMachineItself_IsNone(string address, bool isDirect)
    {
        var proxy = new LoopbackDirect(new WebProxy(Proxy));

        proxy.IsBypassed(new Uri(address)).Should().Be(isDirect);
        proxy.GetProxy(new Uri(address)).Should().Be(isDirect ? null : Proxy);
    }
}
