using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.SignalR;
using Sferum.Admin.Core.Chats.Marking;
using Sferum.Admin.Core.Links;
using Sferum.Admin.Web.Features.Marks;
using Sferum.Admin.Web.Hosting;

namespace Sferum.Admin.Web.Tests.Hosting;

public sealed partial class CircuitsTests
{
    [Fact]
    public void Message_OfAsManyMarksAsTheScriptSends_IsTakenByTheConnectionAndByTheUseCase()
    {
        var script = File.ReadAllText(Path.Combine(TestEnvironment.Root, "src", "Sferum.Admin.Web", "wwwroot", "marks-send.js"));
        var most = int.Parse(Most().Match(script).Groups[1].Value, CultureInfo.InvariantCulture);
        var longest = Enum.GetNames<LinkState>().MaxBy(name => name.Length);
        var mark = new SentMark(Guid.CreateVersion7(), nameof(MadeMarkKind.Visible), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), longest, 1e12 + 1);
        var message = JsonSerializer.SerializeToUtf8Bytes(new object[] { Guid.CreateVersion7(), Enumerable.Repeat(mark, most) }, JsonSerializerOptions.Web);
        var hub = new HubOptions();

        Circuits.Configure(hub);

        most.Should().BeGreaterThan(140).And.BeLessThanOrEqualTo(MarkVisibility.MostCells);
        // The call's own words around it.
        ((long)message.Length + 1024).Should().BeLessThan(hub.MaximumReceiveMessageSize!.Value);
    }

    [GeneratedRegex(@"const most = (\d+);")]
    private static partial Regex Most();
}
