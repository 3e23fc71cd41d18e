using BenchmarkDotNet.Running;
using Transport.Benchmarks;

if (args is ["latency"]) EchoLatency.Run();
else BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
