using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Access;
using Sferum.Admin.Core.Audit;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Core.People;
using Sferum.Admin.Web.Components.Lists;
using Sferum.Admin.Web.Tests.Support;

namespace Sferum.Admin.Web.Tests.Http;

/// <summary>Files of the lists over HTTP: what is shown, to whom, and on record.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly PortalFactory _portal = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task File_OfThePeople_IsTheListWithItsColumnsAndItsSearchByATicketGoodOnce()
    {
        var browser = await _portal.SignInAsync();
        var user = await ArrangeAsync();
        var tickets = _portal.Services.GetRequiredService<ExportTickets>();

        var all = await browser.GetAsync("/export/people?sort=name&cols=birth&format=csv");
        all.Content.Headers.ContentDisposition!.FileNameStar.Should().StartWith("Люди ").And.EndWith(".csv");
        all.Headers.CacheControl!.NoStore.Should().BeTrue();
        (await Browser.TextAsync(all)).Should().Be("Фамилия, имя, отчество;Дата рождения\r\n'=Абрамов Иван;04.03.2008\r\nБелов Пётр;\r\n");

        var address = $"/export/people?cols=birth&format=csv&ticket={tickets.Issue(user, "бел")}";
        (await Browser.TextAsync(await browser.GetAsync(address))).Should().Contain("Белов").And.NotContain("Абрамов");
        (await browser.GetAsync(address)).StatusCode.Should().Be(HttpStatusCode.NotFound, "a ticket is good once");
        (await browser.GetAsync($"/export/people?format=csv&ticket={tickets.Issue(Guid.CreateVersion7(), "бел")}")).StatusCode.Should().Be(HttpStatusCode.NotFound, "it is another user's");
        (await browser.GetAsync("/export/nothing")).StatusCode.Should().Be(HttpStatusCode.NotFound);

        await using var db = await _portal.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        (await db.AccessEntries.Where(entry => entry.Kind == AccessKind.Exported).OrderBy(entry => entry.Id).ToListAsync(Ct))
            .Select(entry => (entry.Subject, entry.Count, entry.UserId)).Should().Equal((PeopleQueries.Subject, 2, user), (PeopleQueries.Subject, 1, user));
    }

    [Fact]
    public async Task File_ForWhoMayNotReadTheList_IsNotFound()
    {
        var browser = await _portal.SignInAsync("curator@chit.example", PortalRole.Director);
        await ArrangeAsync();
        await using var db = await _portal.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        await db.UserRoles.ExecuteDeleteAsync(Ct);

        (await browser.GetAsync("/export/people?format=csv")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await browser.GetAsync("/export/groups?format=xlsx")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private async Task<Guid> ArrangeAsync()
    {
        await using var db = await _portal.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        db.Act(Actor.System("tests"), "arrange");
        var now = _portal.Time.GetUtcNow().UtcDateTime;
        db.People.Add(new Person { LastName = "=Абрамов", FirstName = "Иван", BirthDate = new DateOnly(2008, 3, 4), CreatedAt = now });
        db.People.Add(new Person { LastName = "Белов", FirstName = "Пётр", CreatedAt = now });
        await db.SaveChangesAsync(Ct);
        return await db.Users.Select(user => user.Id).SingleAsync(Ct);
    }
}
