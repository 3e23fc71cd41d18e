namespace Transport.AspNetCore.Upgrades;

/// <summary>Metadata of an endpoint: origins whose pages may connect to it, beside those of the options.</summary>
internal sealed record AllowedOrigins(IReadOnlyList<string> Origins);
