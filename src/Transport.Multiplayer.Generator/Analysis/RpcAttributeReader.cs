using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Transport.Multiplayer.Generator.Diagnostics;
using Transport.Multiplayer.Generator.Model;

namespace Transport.Multiplayer.Generator.Analysis;

/// <summary>What a method's attribute says.</summary>
internal sealed class RpcAttributeReader
{
    private const string AnswerMethod = "_answer";
    private const int Disabled = 0;
    private const int Authority = 2;
    private const int Reliable = 2;

    private static readonly string[] Modes = ["Disabled", "AnyPeer", "Authority"];
    private static readonly string[] TransferModes = ["Unreliable", "UnreliableOrdered", "Reliable"];

    private readonly IMethodSymbol _method;
    private readonly AttributeData _attribute;
    private readonly ErrorList _errors;
    private readonly int _mode;
    private readonly int _transferMode;
    private readonly int _channel;

    public RpcAttributeReader(IMethodSymbol method, Encoding encoding, ErrorList errors)
    {
        _method = method;
        _attribute = Attributes.Find(method, Attributes.Rpc)!;
        _errors = errors;
        _mode = Attributes.First(_attribute, Authority);
        _transferMode = Attributes.Named(_attribute, "TransferMode", Reliable);
        _channel = Attributes.Named(_attribute, "Channel", 0);
        CallLocal = Attributes.Named(_attribute, "CallLocal", otherwise: false);
        var own = Attributes.Named<string?>(_attribute, "Name", null);
        WireName = own ?? (encoding == Encoding.Godot ? SnakeCase.Of(method.Name) : method.Name);
        Check(own is not null);
    }

    public string WireName { get; }

    public bool CallLocal { get; }

    /// <summary>An entry's initializer in the table, without what is so by default.</summary>
    public IEnumerable<string> Settings(RpcMethod method)
    {
        var sent = method.Sent.ToArray();
        var required = sent.Count(static parameter => parameter.Default is null);
        if (required < sent.Length) yield return $"RequiredParameterCount = {required}";
        if (_mode != Authority) yield return $"Mode = {Names.RpcMode}.{Modes[_mode]}";
        if (CallLocal) yield return "CallLocal = true";
        if (_transferMode != Reliable) yield return $"TransferMode = {Names.TransferMode}.{TransferModes[_transferMode]}";
        if (_channel != 0) yield return $"Channel = {_channel}";
        if (method.IsAnswered) yield return "IsAnswered = true";
        if (method.Bytes is not null) yield return "TakesBytes = true";
    }

    private void Check(bool isNamed)
    {
        var reason =
            WireName.Length == 0 ? "which is no name"
            : WireName == AnswerMethod ? "since that name carries the answers"
            : WireName.IndexOfAny(['\0', '\n', '\r']) >= 0 ? "which is not one line"
            : null;
        if (reason is not null)
            _errors.Add(RpcRules.InvalidName, isNamed ? LocationOf("Name") : _method.Locations.FirstOrDefault(), _method.Name, WireName, reason);
        if (_mode < 0 || _mode >= Modes.Length) AddInvalidMode(LocationOf("mode"), "the mode", _mode, "RpcMode");
        if (_transferMode < 0 || _transferMode >= TransferModes.Length) AddInvalidMode(LocationOf("TransferMode"), "the transfer mode", _transferMode, "TransferMode");
        if (_channel < 0) _errors.Add(RpcRules.InvalidChannel, LocationOf("Channel"), _method.Name, Text(_channel));
        if (_mode == Disabled && CallLocal) _errors.Add(RpcRules.LocalButDisabled, LocationOf("CallLocal"), _method.Name);
    }

    private void AddInvalidMode(Location? location, string what, int value, string type) =>
        _errors.Add(RpcRules.InvalidMode, location, _method.Name, $"{what} {Text(value)}", type);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    // Where the attribute says it; the first argument has no name of its own.
    private Location? LocationOf(string name)
    {
        if (_attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax syntax) return _method.Locations.FirstOrDefault();
        var arguments = syntax.ArgumentList?.Arguments ?? default;
        var argument = arguments.FirstOrDefault(argument => (argument.NameEquals?.Name ?? argument.NameColon?.Name)?.Identifier.ValueText == name)
            ?? (name == "mode" ? arguments.FirstOrDefault() : null);
        return (argument ?? (SyntaxNode)syntax).GetLocation();
    }
}
