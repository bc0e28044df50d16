using Microsoft.Playwright;
using Sferum.Admin.E2E.Support;

namespace Sferum.Admin.E2E;

/// <summary>The portal's scripts by themselves, on a page without a circuit, where an answer can be made to come or to fail.</summary>
[Collection("Journeys")]
public sealed class ScriptsTests(DemoPortal portal)
{
    [Fact]
    public Task Drafts_AfterTheConnectionCameBack_TellEveryKindOfFieldAnew() => OnAsync(async page =>
    {
        var told = await page.EvaluateAsync<string[]>("""
            async () => {
              document.body.innerHTML = `<form><div id="root"></div><input id="name"><input id="teaches" type="checkbox">
                <input id="one" name="who" type="radio"><input id="two" name="who" type="radio"><select id="kind"><option>а<option>б</select></form>`;
              const drafts = await import("/drafts.js");
              drafts.start(document.getElementById("root"), "user:form:1");
              const state = name => document.dispatchEvent(new CustomEvent("components-reconnect-state-changed", { detail: { state: name } }));
              const field = id => document.getElementById(id);
              state("show");
              field("name").value = "Климова";
              field("name").dispatchEvent(new Event("input", { bubbles: true }));
              field("teaches").click();
              field("one").click();
              field("two").click();
              field("kind").value = "б";
              field("kind").dispatchEvent(new Event("input", { bubbles: true }));
              // Drawn again by the portal, which knows nothing of it.
              field("kind").value = "а";
              const told = [];
              document.addEventListener("change", ({ target }) => told.push(`${target.id}=${target.type === "checkbox" || target.type === "radio" ? target.checked : target.value}`));
              state("hide");
              return told;
            }
            """);

        told.Should().Equal("name=Климова", "teaches=true", "two=true", "kind=б");
    });

    [Fact]
    public Task Drafts_TypedBeforeThePortalSaidStart_AreHeldAndOffered() => OnAsync(async page =>
    {
        var left = await page.EvaluateAsync<string>("""
            async () => {
              const drafts = await import("/drafts.js");
              const open = id => document.body.innerHTML = `<form><div id="${id}" data-draft="user:form:1"></div><input id="name"><input id="secret" type="password"></form>`;
              const type = (id, value) => {
                document.getElementById(id).value = value;
                document.getElementById(id).dispatchEvent(new Event("input", { bubbles: true }));
              };
              open("first");
              type("name", "Климова");
              type("secret", "пароль");
              // The page goes before start() came, and once more right after it.
              dispatchEvent(new Event("pagehide"));
              const kept = sessionStorage.getItem("sferum-draft:user:form:1");
              const never = JSON.parse(kept).fields;
              sessionStorage.clear();
              open("second");
              type("name", "Климова Анна");
              const offered = drafts.start(document.getElementById("second"), "user:form:1");
              dispatchEvent(new Event("pagehide"));
              open("third");
              const again = drafts.start(document.getElementById("third"), "user:form:1");
              drafts.replay(document.getElementById("third"));
              return JSON.stringify({ never, offered, again: typeof again, name: document.getElementById("name").value });
            }
            """);

        left.Should().Be("""{"never":{"name":"Климова"},"offered":null,"again":"number","name":"Климова Анна"}""");
    });

    [Fact]
    public Task Marks_NotSent_StayWithTheirOwnUserAndGoInMessagesOfFiveHundred() => OnAsync(async page =>
    {
        var seen = await page.EvaluateAsync<string>("""
            async () => {
              document.body.innerHTML = `<table id="host" data-left="0"></table>`;
              const { sender } = await import("/marks-send.js");
              const { pages } = await import("/marks-box.js");
              let works = false;
              const sent = [];
              const portal = { invokeMethodAsync: async (name, user, marks) => {
                sent.push([user, marks.length]);
                if (!works) throw new Error("The portal could not.");
                return marks.map(mark => ({ id: mark.id, settled: true }));
              } };
              const left = new AbortController();
              const host = document.getElementById("host");
              const row = person => ({ tr: { dataset: { person } }, td: { dataset: { chat: "chat" } } });
              sender(host, portal, "first", "group", left.signal).make("Visible", Array.from({ length: 700 }, (_, i) => row(`p${i}`)));
              await new Promise(resolve => setTimeout(resolve));
              left.abort();
              document.body.insertAdjacentHTML("beforeend", `<form id="sign-out"></form>`);
              const form = document.getElementById("sign-out");
              form.addEventListener("submit", e => e.preventDefault());
              form.requestSubmit();
              const failed = sent.splice(0);
              const kept = [pages("first"), pages("second")];
              works = true;
              const signal = new AbortController().signal;
              await sender(host, portal, "second", "group", signal).flush();
              const byAnother = sent.splice(0);
              await sender(host, portal, "first", "group", signal).flush();
              return JSON.stringify({ failed, kept, byAnother, byOwner: sent, after: pages("first") });
            }
            """);

        seen.Should().Be("""{"failed":[["first",500]],"kept":[[{"scope":"group","count":700}],[]],"byAnother":[],"byOwner":[["first",500],["first",200]],"after":[]}""");
    });

    private async Task OnAsync(Func<IPage, Task> steps)
    {
        Assert.SkipWhen(portal.Browser is null, "Нет Chromium.");
        await using var context = await portal.Browser!.NewContextAsync(new() { BaseURL = portal.Url });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/account/login");
        await steps(page);
    }
}
