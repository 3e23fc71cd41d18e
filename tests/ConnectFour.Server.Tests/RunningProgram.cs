using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using ConnectFour.Tests.Fixtures;

namespace ConnectFour.Server.Tests;

/// <summary>A sample as a process of its own.</summary>
internal sealed partial class RunningProgram : IDisposable
{
    private const int SigTerm = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    /// <param name="path">Its assembly.</param>
    /// <param name="args">As in the shell.</param>
    public RunningProgram(string path, params string[] args)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(path);
        foreach (var arg in args) start.ArgumentList.Add(arg);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Add(Output, line.Data);
        _process.ErrorDataReceived += (_, line) => Add(Error, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public LineQueue Output { get; } = new();

    public LineQueue Error { get; } = new();

    /// <summary>Asks it to end, as a service's keeper does.</summary>
    public void Terminate()
    {
        if (Kill(_process.Id, SigTerm) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>The exit code, once it has ended by itself and all its output is here.</summary>
    public async Task<int> ExitAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
        Output.Dispose();
        Error.Dispose();
    }

    private static void Add(LineQueue lines, string? line)
    {
        if (line is not null) lines.WriteLine(line);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
