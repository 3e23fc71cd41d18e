using System.Text.Json;
using System.Text.Json.Serialization;

namespace Transport.LoadTest.Processes;

/// <summary>Lines of JSON over the standard streams of a child process.</summary>
internal sealed class ControlChannel(TextReader reader, TextWriter writer)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    public async Task WriteAsync<T>(T message)
    {
        await writer.WriteLineAsync(JsonSerializer.Serialize(message, Json));
        await writer.FlushAsync();
    }

    /// <summary>The next line; null when there are no more.</summary>
    public async Task<T?> ReadAsync<T>(CancellationToken cancellationToken = default)
        where T : class
    {
        var line = await reader.ReadLineAsync(cancellationToken);
        return line is null ? null : JsonSerializer.Deserialize<T>(line, Json);
    }
}
