using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Sferum.Admin.E2E.Support;

/// <summary>Two processes of the portal on one PostgreSQL database behind Debian's nginx with <c>deploy/nginx.conf</c>.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    private const string Nginx = "/usr/sbin/nginx";
    private const int Terminate = 15;
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(120);

    private readonly string _directory = Directory.CreateTempSubdirectory("sferum-nodes-").FullName;
    private readonly string _connection;
    private readonly Dictionary<int, Process> _nodes = [];
    private Process? _proxy;

    private TwoNodes(string connection) => _connection = connection;

    /// <summary>What people open.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Why it cannot be started here; <see langword="null"/> when it can.</summary>
    public static string? Missing =>
        TestEnvironment.PostgreSql is null ? "Нет PostgreSQL." : !File.Exists(Nginx) ? "Нет nginx." : null;

    public static async Task<TwoNodes> StartAsync(string connection)
    {
        var both = new TwoNodes(connection);
        var ports = (First: FreePort(), Second: FreePort(), Proxy: FreePort());
        // One after the other: the first one makes the keys.
        await both.StartNodeAsync(ports.First);
        await both.StartNodeAsync(ports.Second);
        await both.StartProxyAsync(ports.First, ports.Second, ports.Proxy);
        return both;
    }

    public async Task StartNodeAsync(int port)
    {
        var program = Path.Combine(TestEnvironment.Root, "src", "Sferum.Admin.Web", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "Sferum.Admin.Web.dll");
        string[] arguments =
        [
            program, "--data", Path.Combine(_directory, $"node-{port}"), "--urls", $"http://127.0.0.1:{port}", "--Database:Provider=postgresql",
            $"--Database:ConnectionString={_connection}", $"--Keys:MasterKeyFile={Path.Combine(_directory, "keys", "master.key")}", "--Proxy:Trusted=127.0.0.1",
        ];
        var node = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _directory })!;
        _nodes[port] = node;
        node.BeginErrorReadLine();
        var line = await node.StandardOutput.ReadLineAsync().WaitAsync(StartTime);
        line.Should().StartWith("Портал открыт");
    }

    /// <summary>Ends the node that answers at an address, in good order or by <c>kill -9</c>.</summary>
    public void Stop(int port, bool kill)
    {
        var node = _nodes[port];
        if (kill)
        {
            node.Kill();
        }
        else if (Kill(node.Id, Terminate) != 0)
        {
            throw new InvalidOperationException("The node could not be asked to stop.");
        }
    }

    /// <summary>Both nodes end in good order, and start again when nobody answers any more.</summary>
    public async Task RestartAllAsync()
    {
        var ports = _nodes.Keys.ToList();
        ports.ForEach(port => Stop(port, kill: false));
        foreach (var port in ports)
        {
            await GoneAsync(port);
        }

        foreach (var port in ports)
        {
            await StartNodeAsync(port);
        }
    }

    /// <summary>Waits until the process is gone.</summary>
    public Task GoneAsync(int port) => _nodes[port].WaitForExitAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _nodes.Values.Append(_proxy).OfType<Process>())
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }

            process.Dispose();
        }

        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>The file of the documentation with this machine's addresses, inside the least that nginx wants around it.</summary>
    private async Task StartProxyAsync(int first, int second, int port)
    {
        var site = (await File.ReadAllTextAsync(Path.Combine(TestEnvironment.Root, "deploy", "nginx.conf")))
            .Replace("10.0.0.11:8080", $"127.0.0.1:{first}", StringComparison.Ordinal)
            .Replace("10.0.0.12:8080", $"127.0.0.1:{second}", StringComparison.Ordinal)
            .Replace("listen 443 ssl;", $"listen 127.0.0.1:{port};", StringComparison.Ordinal)
            .Replace("sferum.example.ru", "127.0.0.1", StringComparison.Ordinal);
        site = string.Join('\n', site.Split('\n').Where(line => !line.TrimStart().StartsWith("ssl_", StringComparison.Ordinal)));
        await File.WriteAllTextAsync(Path.Combine(_directory, "sferum.conf"), site);
        await File.WriteAllTextAsync(Path.Combine(_directory, "nginx.conf"), $$"""
            daemon off;
            worker_processes 1;
            pid {{_directory}}/nginx.pid;
            error_log {{_directory}}/nginx.log;
            events { worker_connections 512; }
            http {
                access_log off;
                add_header X-Node $upstream_addr always;
                client_body_temp_path {{_directory}}/body;
                proxy_temp_path {{_directory}}/proxy;
                fastcgi_temp_path {{_directory}}/fastcgi;
                uwsgi_temp_path {{_directory}}/uwsgi;
                scgi_temp_path {{_directory}}/scgi;
                include {{_directory}}/sferum.conf;
            }
            """);
        _proxy = Process.Start(new ProcessStartInfo(Nginx, ["-c", Path.Combine(_directory, "nginx.conf"), "-p", _directory, "-e", Path.Combine(_directory, "nginx.log")]))!;
        Url = $"http://127.0.0.1:{port}";
        using var client = new HttpClient();
        using var limit = new CancellationTokenSource(StartTime);
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri($"{Url}/health/ready"), limit.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // nginx has not opened its port yet.
            }

            await Task.Yield();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
