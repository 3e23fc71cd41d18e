using ConnectFour.Calls;
using ConnectFour.Players;
using ConnectFour.Rules;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Transport;
using Transport.WebSockets;

namespace ConnectFour.Web.Play;

/// <summary>A match, played or watched: a <see cref="MatchClient"/> over this page's WebSocket, and what is seen of it.</summary>
public sealed partial class Table
{
    private const int MaxStory = 40;

    // No message of this game comes near it.
    private const int MaxMessageBytes = 4096;

    private readonly CancellationTokenSource _leaving = new();
    private readonly List<(int Number, string Line)> _story = [];
    private WebSocketMultiplayerPeer _peer = null!;
    private MatchClient _client = null!;
    private Task _running = Task.CompletedTask;
    private BoardView? _board;
    private ClientStatus _shownStatus;
    private int _lines;
    private bool _hasInvited;
    private bool _hasFocused;
    private string _fault = "";

    /// <summary>The match.</summary>
    [Parameter, EditorRequired]
    public string MatchName { get; set; } = "";

    /// <summary>Who comes.</summary>
    [Parameter, EditorRequired]
    public Place Place { get; set; } = null!;

    /// <summary>Whether the bot is asked at once, when nobody else is there.</summary>
    [Parameter]
    public bool InvitesBot { get; set; }

    /// <summary>Told to begin once more, with this place, or with null to ask for another name.</summary>
    [Parameter]
    public EventCallback<Place?> Again { get; set; }

    private Headline Headline => Headline.Of(_client);

    private Place Mine => Place with { Name = _client.Name, Secret = _client.Secret };

    private bool IsWaiting => _client.Status == ClientStatus.Joined && _client.Seat != Disc.None && _client.View.State.Phase == MatchPhase.Waiting;

    private bool CanPlayAgain =>
        _client.Status == ClientStatus.Joined && _client.Seat != Disc.None && _client.View.State.Phase == MatchPhase.Over
        && !_client.View.Seat(_client.Seat).WantsRematch;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        var url = new UriBuilder(Navigation.ToAbsoluteUri($"play/{Uri.EscapeDataString(MatchName)}"));
        url.Scheme = url.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        _peer = new WebSocketMultiplayerPeer(new WebSocketMultiplayerPeerOptions { MaxMessageBytes = MaxMessageBytes });
        _client = new MatchClient(
            _peer, () => _peer.CreateClient(url.Uri.AbsoluteUri), new MatchClientOptions { Name = Place.Name, Secret = Place.Secret, Watch = Place.Watch });
        _client.Changed += OnChanged;
        _client.Noticed += notice => Tell(NoticeWords.Describe(notice));
        return _running = RunAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Once, so that the keys work without a click; later the focus is the player's.
        if (_hasFocused || _client.Seat == Disc.None || _board is null) return;
        _hasFocused = true;
        await _board.FocusAsync();
    }

    /// <summary>Another page is shown: the connection ends, the seat is kept for a while.</summary>
    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
        _client.Dispose();
        _peer.Dispose();
    }

    // As MatchClient.RunAsync, but without giving up the seat when the page is left.
    private async Task RunAsync()
    {
        var leaving = _leaving.Token;
        try
        {
            _client.Start();
            while (_client.End is null)
            {
                _client.Poll();
                if (_client.End is null) await _peer.WaitForActivityAsync(leaving);
            }
            await _peer.CloseAsync(CloseCode.Normal, "", leaving);
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // Disposed.
        }
    }

    private void OnChanged()
    {
        if (_client.Status == ClientStatus.Joined && Mine != Place)
        {
            Place = Mine;
            Places.Keep(MatchName, Place);
        }
        if (_client.Status == ClientStatus.Reconnecting && _shownStatus == ClientStatus.Joined) Tell(_client.LossWords);
        if (_client.Status == ClientStatus.Joined && _shownStatus == ClientStatus.Reconnecting) Tell("You are back.");
        _shownStatus = _client.Status;
        if (InvitesBot && IsWaiting && !_hasInvited) _ = InviteBotAsync();
        StateHasChanged();
    }

    private void Tell(string line)
    {
        _fault = "";
        _story.Add((_lines++, line));
        if (_story.Count > MaxStory) _story.RemoveAt(0);
        StateHasChanged();
    }

    private async Task OnKey(KeyboardEventArgs key)
    {
        if (_board is null || key.CtrlKey || key.AltKey || key.MetaKey) return;
        if (key.Key is [>= '1' and <= '7' and var digit]) await DropAsync(digit - '1');
        else await _board.MoveAsync(key.Key);
    }

    private async Task DropAsync(int column)
    {
        if (_client.Seat == Disc.None || _client.Status != ClientStatus.Joined) return;
        var result = await _client.DropAsync(column);
        if (result != MoveResult.Played) _fault = NoticeWords.Describe(result);
    }

    private async Task InviteBotAsync()
    {
        _hasInvited = true;
        await _client.InviteBotAsync();
    }

    private async Task RematchAsync()
    {
        if (await _client.RematchAsync() == RematchResult.NoAnswer) _fault = "The server has not answered.";
    }

    private async Task LeaveAsync()
    {
        _client.Leave();
        Places.Forget(MatchName);
        // What says so to the server has to be sent first.
        await _running;
        Navigation.NavigateTo("");
    }
}
