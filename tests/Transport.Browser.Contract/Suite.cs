using System.Reflection;
using System.Runtime.InteropServices.JavaScript;
using Transport.Browser.Contract.Shared;

namespace Transport.Browser.Contract;

/// <summary>Runs a test when it is told to.</summary>
internal static partial class Suite
{
    /// <summary>Empty when the test passes, why it is ignored behind a minus, or else what is wrong.</summary>
    [JSExport]
    internal static async Task<string> Run(string name)
    {
        try
        {
            await ContractCase.All.Single(test => test.Name == name).RunAsync(new LoopbackContract());
            return "";
        }
        catch (IgnoreException exception)
        {
            return $"-{exception.Message}";
        }
#pragma warning disable CA1031 // It is the result.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return (exception as TargetInvocationException)?.InnerException?.ToString() ?? exception.ToString();
        }
    }
}
