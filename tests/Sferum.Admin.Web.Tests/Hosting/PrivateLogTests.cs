using Microsoft.EntityFrameworkCore;
using Serilog.Events;
using Serilog.Parsing;
using Sferum.Admin.Core.People;
using Sferum.Admin.Web.Hosting;

namespace Sferum.Admin.Web.Tests.Hosting;

/// <summary>An exception's own words may quote a person's data; the log keeps types, codes and stacks only.</summary>
public sealed class PrivateLogTests
{
    private const string Surname = "Щербинина";

    [Fact]
    public void Exception_WithAName_IsLoggedWithoutIt()
    {
        var line = Format(Thrown(new FormatException($"«{Surname}» is not a date", new InvalidOperationException(Surname))), "Import failed, code {Code}", ("Code", "7F3A12"));

        line.Should().NotContain(Surname).And.Contain("System.FormatException").And.Contain("System.InvalidOperationException").And.Contain("7F3A12");
        line.Should().Contain(nameof(PrivateLogTests), "the stack stays");
    }

    [Fact]
    public void PropertyThatRepeatsTheException_IsLeftOut() =>
        Format(Thrown(new InvalidOperationException(Surname)), "Saving failed {error}", ("error", $"InvalidOperationException: {Surname}")).Should().NotContain(Surname);

    [Theory, Databases]
    public async Task ProviderException_OfARealDatabase_KeepsItsCodeOnly(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, TestContext.Current.CancellationToken);
        await using var db = database.NewContext();
        var person = new Person { LastName = Surname, FirstName = "Анна", CreatedAt = database.Clock.Now };
        db.Act(TestActors.Administrator, "test");
        db.Add(person);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        await using var other = database.NewContext();
        other.Act(TestActors.Administrator, "test");
        other.Add(new Person { Id = person.Id, LastName = Surname, FirstName = "Анна", CreatedAt = database.Clock.Now });
        var save = () => other.SaveChangesAsync(TestContext.Current.CancellationToken);
        var thrown = (await save.Should().ThrowAsync<DbUpdateException>()).Which;

        var line = Format(thrown, "Saving failed");

        line.Should().NotContain(Surname).And.Contain(nameof(Person)).And.Contain(kind == DatabaseKind.Sqlite ? "SQLite 19/1555" : "SQLSTATE 23505");
    }

    private static Exception Thrown(Exception exception)
    {
        try
        {
            throw exception;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private static string Format(Exception exception, string template, params (string Name, string Value)[] properties)
    {
        var output = new StringWriter();
        new PrivateJsonFormatter().Format(
            new LogEvent(TimeProvider.System.GetUtcNow(), LogEventLevel.Error, exception, new MessageTemplateParser().Parse(template), properties.Select(p => new LogEventProperty(p.Name, new ScalarValue(p.Value)))),
            output);
        return output.ToString();
    }
}
