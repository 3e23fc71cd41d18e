using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.JSInterop;

namespace ConnectFour.Web;

/// <summary>
/// Keeps places over a reload, each for its match: in the storage of this tab, which nobody else reads, and which goes with it. So two tabs are two
/// players.
/// </summary>
public sealed partial class Places(IJSRuntime script)
{
    private const string NameKey = "connect-four/name";

    // A page has one thread, and its scripts answer at once.
    private readonly IJSInProcessRuntime _script = (IJSInProcessRuntime)script;

    /// <summary>The name that was given last; empty at first.</summary>
    public string LastName => Read(NameKey) ?? "";

    /// <summary>The place in a match; null when there is none.</summary>
    public Place? Find(string match)
    {
        try
        {
            return Read(Key(match)) is { } json ? JsonSerializer.Deserialize(json, PlaceJson.Default.Place) : null;
        }
        catch (JsonException)
        {
            // Whoever looks into the storage can write there, too.
            return null;
        }
    }

    /// <summary>Keeps a place.</summary>
    public void Keep(string match, Place place)
    {
        ArgumentNullException.ThrowIfNull(place);
        Write(Key(match), JsonSerializer.Serialize(place, PlaceJson.Default.Place));
        Write(NameKey, place.Name);
    }

    /// <summary>Gives a place up.</summary>
    public void Forget(string match) => _script.InvokeVoid("sessionStorage.removeItem", Key(match));

    private static string Key(string match) => $"connect-four/match/{match}";

    private string? Read(string key) => _script.Invoke<string?>("sessionStorage.getItem", key);

    private void Write(string key, string value) => _script.InvokeVoid("sessionStorage.setItem", key, value);

    [JsonSerializable(typeof(Place))]
    private sealed partial class PlaceJson : JsonSerializerContext;
}
