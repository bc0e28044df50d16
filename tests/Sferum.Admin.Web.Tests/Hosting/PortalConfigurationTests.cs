using Microsoft.Extensions.Configuration;
using Sferum.Admin.Web.Hosting;

namespace Sferum.Admin.Web.Tests.Hosting;

public sealed class PortalConfigurationTests
{
    private static readonly DataDirectory Data = new(Path.Combine(Path.GetTempPath(), "sferum", "data"));

    [Fact]
    public void Nothing_Configured_MeansSqliteMigratedAtStart()
    {
        var (configuration, errors) = Read();

        errors.Should().BeEmpty();
        configuration!.Provider.Should().Be(DatabaseProvider.Sqlite);
        configuration.MigrateOnStart.Should().BeTrue();
        configuration.MasterKeyFile.Should().Be(Path.Combine(Path.GetTempPath(), "sferum", "keys", "data.key"), "the key lies beside the data, not in it");
    }

    [Fact]
    public void Mistakes_AreAllNamedByTheirKeys()
    {
        var (configuration, errors) = Read(
            ("Database:Provider", "oracle"), ("Database:MigrateOnStart", "maybe"), ("Proxy:Trusted", "10.0.0.5, somewhere"), ("PublicUrl", "sferum"),
            ("Epos:AllowAssumed", "perhaps"));

        configuration.Should().BeNull();
        errors.Select(e => e[..e.IndexOf(": ", StringComparison.Ordinal)]).Should().BeEquivalentTo("Database:Provider", "Database:MigrateOnStart", "Proxy:Trusted", "PublicUrl", "Epos:AllowAssumed");
    }

    [Fact]
    public void FileOfTheSession_IsNamedFromTheShellsDirectory()
    {
        Read().Configuration!.JournalSessionFile.Should().BeNull();
        Read(("Epos:SessionFile", "secrets/session")).Configuration!.JournalSessionFile.Should().Be(Path.GetFullPath("secrets/session"));
    }

    [Fact]
    public void PostgreSql_NeedsAConnectionAndNeverQuotesValues()
    {
        Read(("Database:Provider", "postgresql")).Errors.Should().ContainSingle().Which.Should().StartWith("Database:ConnectionString:");

        var (configuration, _) = Read(("Database:Provider", "postgresql"), ("Database:ConnectionString", "Host=db;Database=s;Include Error Detail=true"));
        configuration!.ConnectionString.Should().NotContain("Include Error Detail=True", "error details quote personal data");
        configuration.MigrateOnStart.Should().BeFalse("several nodes may start at once");
    }

    [Fact]
    public void BrokenConnectionString_IsNotRepeated()
    {
        var (_, errors) = Read(("Database:Provider", "postgresql"), ("Database:ConnectionString", "Host=db;Passwort=geheim"));

        errors.Should().ContainSingle().Which.Should().NotContain("geheim");
    }

    [Theory]
    [InlineData("http://localhost:5000", true)]
    [InlineData("http://127.0.0.1:5000", true)]
    [InlineData("http://[::1]:5000", true)]
    [InlineData("https://*:443", true)]
    [InlineData("http://*:80", false)]
    [InlineData("http://0.0.0.0:80", false)]
    [InlineData("http://portal.technikum.ru", false)]
    [InlineData("http://localhost:5000;http://10.0.0.5:80", false)]
    public void PlainHttp_BeyondThisMachine_NeedsADeclaredProxy(string urls, bool allowed)
    {
        Read(("urls", urls)).Errors.Should().HaveCount(allowed ? 0 : 1);
        Read(("urls", urls), ("Proxy:Trusted", "10.0.0.0/8")).Errors.Should().BeEmpty();
    }

    [Fact]
    public void PlainHttp_OfAnEndpointOrAPortList_IsSeenToo()
    {
        Read(("http_ports", "8080")).Errors.Should().ContainSingle().Which.Should().StartWith("http_ports:");
        Read(("http_ports", "8080"), ("urls", "http://localhost:5000")).Errors.Should().BeEmpty("the port list counts only without addresses");
        Read(("Kestrel:Endpoints:Web:Url", "http://*:80")).Errors.Should().ContainSingle().Which.Should().StartWith("Kestrel:Endpoints:Web:Url:");
    }

    private static (PortalConfiguration? Configuration, IReadOnlyList<string> Errors) Read(params (string Key, string Value)[] values) =>
        PortalConfiguration.Read(new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))).Build(), Data, serves: true);
}
