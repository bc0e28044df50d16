using Npgsql;
using Sferum.Admin.Data.PostgreSql;

namespace Sferum.Admin.Tests.Data;

public sealed class PostgreSqlSetupTests
{
    [Fact]
    public void Connection_WithoutWishes_PreparesAndNeitherCompilesNorStartsHelpers()
    {
        var connection = new NpgsqlConnectionStringBuilder(PostgreSqlSetup.WithDefaults("Host=db;Database=sferum"));

        connection.MaxAutoPrepare.Should().Be(200);
        connection.Options.Should().Be("-c jit=off -c max_parallel_workers_per_gather=0");
    }

    [Fact]
    public void Connection_OfAPoolerThatCannotPrepare_SendsNoOptions()
    {
        var connection = new NpgsqlConnectionStringBuilder(PostgreSqlSetup.WithDefaults("Host=db;Database=sferum;Max Auto Prepare=0"));

        connection.MaxAutoPrepare.Should().Be(0);
        connection.Options.Should().BeNull();
    }

    [Fact]
    public void Connection_WithWishes_KeepsThem()
    {
        var connection = new NpgsqlConnectionStringBuilder(PostgreSqlSetup.WithDefaults("Host=db;Database=sferum;Options=-c jit=on;Maximum Pool Size=5"));

        connection.Options.Should().Be("-c jit=on");
        connection.MaxPoolSize.Should().Be(5);
    }
}
