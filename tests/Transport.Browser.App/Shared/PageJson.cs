using System.Text.Json;
using System.Text.Json.Serialization;

namespace Transport.Browser.App.Shared;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PagePeerOptions))]
[JsonSerializable(typeof(PagePeerReport))]
[JsonSerializable(typeof(PageSocketReport))]
internal sealed partial class PageJson : JsonSerializerContext;
