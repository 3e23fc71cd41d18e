using System.Numerics;
using Transport.Godot;
using Transport.Multiplayer.Arguments;
using Transport.Multiplayer.Tests.Fixtures;

namespace Transport.Multiplayer.Tests;

/// <summary>What the generator writes for types that only Godot has.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GeneratedForGodotTests : IDisposable
{
    private readonly LoopbackMultiplayerPeer _serverPeer = new();
    private readonly LoopbackMultiplayerPeer _clientPeer = new();
    private readonly MultiplayerApi _serverApi;
    private readonly MultiplayerApi _clientApi;
    private readonly Sheet _server = new();
    private readonly Sheet _client = new();
    private readonly List<CallFailure> _failures = [];

    public GeneratedForGodotTests()
    {
        _serverApi = new MultiplayerApi(_serverPeer, new MultiplayerApiOptions { Encoding = ArgumentEncoding.Godot });
        _clientApi = new MultiplayerApi(_clientPeer, new MultiplayerApiOptions { Encoding = ArgumentEncoding.Godot });
        _serverApi.Register("Sheet", _server);
        _clientApi.Register("Sheet", _client);
        _serverApi.CallFailed += _failures.Add;
        _serverPeer.CreateServer();
        _clientPeer.CreateClient(_serverPeer);
        Settle();
    }

    public void Dispose()
    {
        _clientApi.Dispose();
        _serverApi.Dispose();
        _clientPeer.Dispose();
        _serverPeer.Dispose();
    }

    [Test]
    public void VariantsOfEveryKindArrive()
    {
        Variant[] values =
        [
            default, true, 7, long.MinValue, 0.1, "text", new Vector3(1, 2, 3), new byte[] { 1, 2, 3 }, new[] { 1, 2 }, new VariantArray { 1, "a" },
            new VariantDictionary { ["k"] = new byte[] { 1 } }, new StringName("n"), new Color(1, 0, 0, 1),
        ];
        foreach (var value in values)
        {
            _client.RpcTo(1).SetAnything(value);
            Settle();
            Assert.That(_server.Last, Is.EqualTo(value));
            Assert.That(_server.Last.Type, Is.EqualTo(value.Type));
        }
        Assert.That(_failures, Is.Empty);
    }

    [Test]
    public void NullableVariantsArrive()
    {
        _client.RpcTo(1).SetMaybe(null);
        _client.RpcTo(1).SetMaybe(5);
        _client.RpcTo(1).SetMaybe(new byte[] { 7 });
        _client.RpcTo(1).SetTwo("a", null);
        _client.RpcTo(1).SetTwo(1, 2);
        Settle();
        Assert.That(_server.Calls, Is.EqualTo(["none", "5", ((Variant)new byte[] { 7 }).ToString(), $"{(Variant)"a"} none", "1 2"]));
        Assert.That(_failures, Is.Empty);
    }

    [Test]
    public void TypesOfGodotArrive()
    {
        _client.RpcTo(1).SetPlaces(new(1, 2), new(1, 2, 3), new(1, 2, 3, 4), new(new(1, 2), new(3, 4)), new(new(1, 2), new(3, 4)), new(new(1, 2, 3), new(4, 5, 6)));
        _client.RpcTo(1).SetForms(Basis.Identity, Transform3D.Identity, new Color(1, 2, 3, 4), null, Matrix3x2.Identity);
        _client.RpcTo(1).SetNames(new StringName("a"), new NodePath("b/c"), new Rid(3), new ObjectId(4), new Signal(new ObjectId(5), "s"), null);
        _client.RpcTo(1).SetLists(
            [1, "x"], new VariantDictionary { [1] = 2 }, [new(1, 2)], [new(1, 2, 3), default], [default], [new(1, 2, 3, 4)], [new(1, 2), new(3, 4)], [5, 6]);
        _client.RpcTo(1).HealAll(-3);
        Settle();
        Assert.That(_failures, Is.Empty);
        Assert.That(_server.Calls, Is.EqualTo(
        [
            $"{new Vector2I(1, 2)} {new Vector3I(1, 2, 3)} {new Vector4I(1, 2, 3, 4)} {new Rect2(new(1, 2), new(3, 4))} {new Rect2I(new(1, 2), new(3, 4))} {new Aabb(new(1, 2, 3), new(4, 5, 6))}",
            $"True True {new Color(1, 2, 3, 4)}  True",
            $"a b/c {new Rid(3)} {new ObjectId(4)} {new Signal(new ObjectId(5), "s")} ",
            $"{(Variant)new VariantArray { 1, "x" }} {(Variant)new VariantDictionary { [1] = 2 }} 1 2 1 1 2 5,6",
            "-3 1.5",
        ]));
    }

    [Test]
    public void NamesAreThoseOfGodotsScripts()
    {
        var names = ((IRpcObject)_server).RpcMethods;
        Assert.That(Enumerable.Range(0, names.Count).Select(i => names[i].Name), Is.EquivalentTo(
            ["set_anything", "set_maybe", "set_two", "set_places", "set_forms", "set_names", "set_lists", "heal_all"]));
    }

    [Test]
    public void NullOfATypeOfGodotThrowsAtTheCaller()
    {
        Assert.That(() => _client.RpcTo(1).SetNames(default, null!, default, default, default, null), Throws.ArgumentNullException);
        Assert.That(() => _client.RpcTo(1).SetLists(null!, [], [], [], [], [], [], []), Throws.ArgumentNullException);
        Assert.That(() => _client.RpcTo(1).SetLists([], [], null!, [], [], [], [], []), Throws.ArgumentNullException);
    }

    private void Settle()
    {
        for (var round = 0; round < 6; round++)
        {
            _serverApi.Poll();
            _clientApi.Poll();
        }
    }
}
