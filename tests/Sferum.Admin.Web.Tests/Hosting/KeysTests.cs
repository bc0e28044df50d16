using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Admin.Core.Data;
using Sferum.Admin.Web.Hosting;
using Sferum.Admin.Web.Security;

namespace Sferum.Admin.Web.Tests.Hosting;

/// <summary>The master key outside the database and the key ring inside it.</summary>
public sealed class KeysTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("sferum-keys-").FullName;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public void MasterKey_IsMadeOnceForItsOwnerOnly()
    {
        var path = Path.Combine(_root, "keys", "data.key");

        var made = MasterKey.LoadOrCreate(path);
        var read = MasterKey.LoadOrCreate(path);

        made.IsNew.Should().BeTrue();
        read.IsNew.Should().BeFalse();
        read.Derive("snils").Should().Equal(made.Derive("snils")).And.NotEqual(made.Derive("key-ring"));
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("не ключ")]
    [InlineData("c2hvcnQ=")]
    public void MasterKey_Damaged_IsRefusedAndNotOverwritten(string content)
    {
        var path = Path.Combine(_root, "data.key");
        File.WriteAllText(path, content);

        var load = () => MasterKey.LoadOrCreate(path);

        load.Should().Throw<InvalidDataException>().WithMessage("*повреждён*");
        File.ReadAllText(path).Should().Be(content);
    }

    [Fact]
    public async Task KeyRing_InTheDatabase_IsReadableOnlyWithTheMasterKey()
    {
        string sealedText;
        await using (var first = Services("data"))
        {
            await first.GetRequiredService<DatabaseStart>().MigrateAsync(TestContext.Current.CancellationToken);
            sealedText = first.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("секрет");
            await using var db = await first.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
            var xml = (await db.DataProtectionKeys.SingleAsync(TestContext.Current.CancellationToken)).Xml;
            xml.Should().Contain("masterKeyBox").And.NotContain("<masterKey ");
        }

        await using (var second = Services("data"))
        {
            second.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(sealedText).Should().Be("секрет");
        }

        File.Delete(Path.Combine(_root, "keys", "data.key"));
        await using var stolen = Services("data");
        var read = () => stolen.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(sealedText);
        read.Should().Throw<System.Security.Cryptography.CryptographicException>();
    }

    private ServiceProvider Services(string name)
    {
        var data = new DataDirectory(Path.Combine(_root, name));
        data.Ensure();
        var source = new ConfigurationBuilder().Build();
        var (configuration, _) = PortalConfiguration.Read(source, data);
        return new ServiceCollection().AddLogging(TestLog.Configure).AddPortalCore(configuration!, source).BuildServiceProvider(validateScopes: true);
    }
}
