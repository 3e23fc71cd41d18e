using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Transport.AspNetCore.Tests.Nginx;

/// <summary>A real nginx on this machine, with the configuration that docs/guide/hosting.md shows.</summary>
internal sealed partial class NginxServer : IAsyncDisposable
{
    private const string Install = "nginx is not installed: apt-get install -y --no-install-recommends nginx";

    /// <summary>Set to 1, a missing program is a failure; else it skips the tests that need it.</summary>
    private const string RequireVariable = "TRANSPORT_REQUIRE_INTEROP";

    private readonly string _folder;
    private readonly Process _process;

    private NginxServer(string folder, Process process, int port)
    {
        _folder = folder;
        _process = process;
        Port = port;
    }

    /// <summary>Where it takes TLS connections.</summary>
    public int Port { get; }

    /// <summary>Starts it before a server on this machine; or fails or skips the test where it is not installed.</summary>
    public static async Task<NginxServer> StartAsync(int backendPort)
    {
        var program = Find();
        var folder = Directory.CreateTempSubdirectory("transport-nginx-").FullName;
        var port = FreePort();
        await File.WriteAllTextAsync(Path.Combine(folder, "certificate.pem"), Certificates.LocalPem);
        await File.WriteAllTextAsync(Path.Combine(folder, "certificate.key"), Certificates.LocalKeyPem);
        await File.WriteAllTextAsync(Path.Combine(folder, "nginx.conf"), Configuration(folder, port, backendPort));
        var process = Process.Start(new ProcessStartInfo
        {
            FileName = program,
            ArgumentList = { "-p", folder, "-e", "stderr", "-c", Path.Combine(folder, "nginx.conf") },
            RedirectStandardError = true,
        })!;
        var server = new NginxServer(folder, process, port);
        process.ErrorDataReceived += static (_, data) => TestContext.Error.WriteLine(data.Data);
        process.BeginErrorReadLine();
        await Waiting.Until(() => process.HasExited || IsListening(port), "nginx to listen");
        Assert.That(process.HasExited, Is.False, "nginx has ended.");
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin");
        var program = folders.Select(static folder => Path.Combine(folder, "nginx")).FirstOrDefault(File.Exists);
        if (program is not null) return program;
        if (Environment.GetEnvironmentVariable(RequireVariable) == "1") Assert.Fail(Install);
        // The list of skipped tests does not tell why.
        TestContext.Error.WriteLine(Install);
        Assert.Ignore(Install);
        return "";
    }

    // What surrounds the site is nginx's own business: no daemon, one process, and its files in the test's folder.
    private static string Configuration(string folder, int port, int backendPort)
    {
        var site = Site().Match(File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "guide", "hosting.md"))).Groups[1].Value
            .Replace("listen 443 ssl;", $"listen 127.0.0.1:{port} ssl;", StringComparison.Ordinal)
            .Replace("/etc/ssl/game.example.pem", Path.Combine(folder, "certificate.pem"), StringComparison.Ordinal)
            .Replace("/etc/ssl/game.example.key", Path.Combine(folder, "certificate.key"), StringComparison.Ordinal)
            .Replace("127.0.0.1:5000", $"127.0.0.1:{backendPort}", StringComparison.Ordinal);
        Assert.That(site, Does.Contain($"{port} ssl").And.Contain($"{folder}/certificate.pem").And.Contain($"127.0.0.1:{backendPort}"), "The guide's configuration has changed.");
        return $$"""
            daemon off;
            master_process off;
            pid {{folder}}/nginx.pid;
            error_log stderr;
            events { }
            http {
                access_log off;
                client_body_temp_path {{folder}}/body;
                proxy_temp_path {{folder}}/proxy;
                fastcgi_temp_path {{folder}}/fastcgi;
                uwsgi_temp_path {{folder}}/uwsgi;
                scgi_temp_path {{folder}}/scgi;
            {{site}}
            }
            """;
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Transport.sln"))) folder = folder.Parent;
        return folder.FullName;
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static bool IsListening(int port)
    {
        try
        {
            using var socket = new TcpClient();
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"```nginx\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Site();
}
