using System.Reflection;
using Transport.ContractTests;

namespace Transport.Browser.Contract.Shared;

/// <summary>A test of the contract suite with its arguments, found and run without a test engine.</summary>
internal sealed class ContractCase(MethodInfo method, object?[] arguments)
{
    /// <summary>As NUnit names it.</summary>
    public string Name { get; } = arguments.Length == 0 ? method.Name : $"{method.Name}({string.Join(",", arguments)})";

    /// <summary>All of the suite, in order of their names.</summary>
    public static IEnumerable<ContractCase> All { get; } = typeof(MultiplayerPeerContract).GetMethods()
        .SelectMany(method => ArgumentsOf(method).Select(arguments => new ContractCase(method, arguments)))
        .OrderBy(contractCase => contractCase.Name, StringComparer.Ordinal)
        .ToArray();

    /// <summary>Runs it as NUnit does, on a fixture of its own.</summary>
    public async Task RunAsync(MultiplayerPeerContract fixture)
    {
        fixture.CreateCarrierForTest();
        try
        {
            if (method.Invoke(fixture, arguments) is Task task) await task;
        }
        finally
        {
            await fixture.CheckAndDispose();
        }
    }

    private static IEnumerable<object?[]> ArgumentsOf(MethodInfo method)
    {
        var cases = method.GetCustomAttributes<TestCaseAttribute>().Select(attribute => attribute.Arguments).ToArray();
        if (cases.Length > 0) return cases;
        if (method.GetCustomAttribute<TestAttribute>() is null) return [];
        return method.GetParameters() switch
        {
            [] => [[]],
            [var parameter] => ValuesOf(parameter).Select(value => new[] { value }),
            _ => throw new NotSupportedException($"{method.Name} has several parameters with values."),
        };
    }

    private static IEnumerable<object?> ValuesOf(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(bool) ? [true, false] : Enum.GetValues(parameter.ParameterType).Cast<object?>();
}
