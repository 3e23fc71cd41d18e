using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConnectFour.Matches;

/// <summary>Such a list, to read and to write.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(MatchSummary[]))]
public sealed partial class MatchSummaryJson : JsonSerializerContext;
