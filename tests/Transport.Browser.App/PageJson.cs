using System.Text.Json;
using System.Text.Json.Serialization;

namespace Transport.Browser.App;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PagePeerOptions))]
[JsonSerializable(typeof(PagePeerReport))]
internal sealed partial class PageJson : JsonSerializerContext;
