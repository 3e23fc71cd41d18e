namespace Docs.Tests;

/// <summary>What Godot 4.6 offers under the names that this library takes over, as its class reference lists it.</summary>
internal static class GodotMembers
{
    public static IReadOnlyDictionary<string, string[]> ByClass { get; } = new Dictionary<string, string[]>
    {
        ["PacketPeer"] =
        [
            "encode_buffer_max_size", "get_available_packet_count", "get_packet", "get_packet_error", "get_var", "put_packet", "put_var",
        ],
        ["MultiplayerPeer"] =
        [
            "refuse_new_connections", "transfer_channel", "transfer_mode", "close", "disconnect_peer", "generate_unique_id",
            "get_connection_status", "get_packet_channel", "get_packet_mode", "get_packet_peer", "get_unique_id",
            "is_server_relay_supported", "poll", "set_target_peer", "peer_connected", "peer_disconnected",
            "CONNECTION_DISCONNECTED", "CONNECTION_CONNECTING", "CONNECTION_CONNECTED", "TARGET_PEER_BROADCAST", "TARGET_PEER_SERVER",
            "TRANSFER_MODE_UNRELIABLE", "TRANSFER_MODE_UNRELIABLE_ORDERED", "TRANSFER_MODE_RELIABLE",
        ],
        ["WebSocketMultiplayerPeer"] =
        [
            "handshake_headers", "handshake_timeout", "inbound_buffer_size", "max_queued_packets", "outbound_buffer_size",
            "supported_protocols", "create_client", "create_server", "get_peer", "get_peer_address", "get_peer_port",
        ],
        ["WebSocketPeer"] =
        [
            "handshake_headers", "heartbeat_interval", "inbound_buffer_size", "max_queued_packets", "outbound_buffer_size",
            "supported_protocols", "accept_stream", "close", "connect_to_url", "get_close_code", "get_close_reason",
            "get_connected_host", "get_connected_port", "get_current_outbound_buffered_amount", "get_ready_state", "get_requested_url",
            "get_selected_protocol", "poll", "send", "send_text", "set_no_delay", "was_string_packet", "STATE_CONNECTING", "STATE_OPEN",
            "STATE_CLOSING", "STATE_CLOSED", "WRITE_MODE_TEXT", "WRITE_MODE_BINARY",
        ],
        ["MultiplayerAPI"] =
        [
            "multiplayer_peer", "create_default_interface", "get_default_interface", "get_peers", "get_remote_sender_id", "get_unique_id",
            "has_multiplayer_peer", "is_server", "object_configuration_add", "object_configuration_remove", "poll", "rpc", "set_default_interface",
            "connected_to_server", "connection_failed", "peer_connected", "peer_disconnected", "server_disconnected", "RPC_MODE_DISABLED",
            "RPC_MODE_ANY_PEER", "RPC_MODE_AUTHORITY",
        ],
        ["SceneMultiplayer"] =
        [
            "allow_object_decoding", "auth_callback", "auth_timeout", "max_delta_packet_size", "max_sync_packet_size", "refuse_new_connections",
            "root_path", "server_relay", "clear", "complete_auth", "disconnect_peer", "get_authenticating_peers", "send_auth", "send_bytes",
            "peer_authenticating", "peer_authentication_failed", "peer_packet",
        ],
        ["OfflineMultiplayerPeer"] = [],
        ["ENetMultiplayerPeer"] = ["host", "add_mesh_peer", "create_client", "create_mesh", "create_server", "get_peer", "set_bind_ip"],
        ["ENetConnection"] =
        [
            "bandwidth_limit", "broadcast", "channel_limit", "compress", "connect_to_host", "create_host", "create_host_bound", "destroy",
            "dtls_client_setup", "dtls_server_setup", "flush", "get_local_port", "get_max_channels", "get_peers", "pop_statistic",
            "refuse_new_connections", "service", "socket_send", "COMPRESS_NONE", "COMPRESS_RANGE_CODER", "COMPRESS_FASTLZ", "COMPRESS_ZLIB",
            "COMPRESS_ZSTD", "EVENT_ERROR", "EVENT_NONE", "EVENT_CONNECT", "EVENT_DISCONNECT", "EVENT_RECEIVE", "HOST_TOTAL_SENT_DATA",
            "HOST_TOTAL_SENT_PACKETS", "HOST_TOTAL_RECEIVED_DATA", "HOST_TOTAL_RECEIVED_PACKETS",
        ],
        ["ENetPacketPeer"] =
        [
            "get_channels", "get_packet_flags", "get_remote_address", "get_remote_port", "get_state", "get_statistic", "is_active",
            "peer_disconnect", "peer_disconnect_later", "peer_disconnect_now", "ping", "ping_interval", "reset", "send", "set_timeout",
            "throttle_configure", "STATE_DISCONNECTED", "STATE_CONNECTING", "STATE_ACKNOWLEDGING_CONNECT", "STATE_CONNECTION_PENDING",
            "STATE_CONNECTION_SUCCEEDED", "STATE_CONNECTED", "STATE_DISCONNECT_LATER", "STATE_DISCONNECTING",
            "STATE_ACKNOWLEDGING_DISCONNECT", "STATE_ZOMBIE", "PEER_PACKET_LOSS", "PEER_PACKET_LOSS_VARIANCE", "PEER_PACKET_LOSS_EPOCH",
            "PEER_ROUND_TRIP_TIME", "PEER_ROUND_TRIP_TIME_VARIANCE", "PEER_LAST_ROUND_TRIP_TIME", "PEER_LAST_ROUND_TRIP_TIME_VARIANCE",
            "PEER_PACKET_THROTTLE", "PEER_PACKET_THROTTLE_LIMIT", "PEER_PACKET_THROTTLE_COUNTER", "PEER_PACKET_THROTTLE_EPOCH",
            "PEER_PACKET_THROTTLE_ACCELERATION", "PEER_PACKET_THROTTLE_DECELERATION", "PEER_PACKET_THROTTLE_INTERVAL", "PACKET_LOSS_SCALE",
            "PACKET_THROTTLE_SCALE", "FLAG_RELIABLE", "FLAG_UNSEQUENCED", "FLAG_UNRELIABLE_FRAGMENT",
        ],
        ["TCPServer"] = ["is_connection_available", "is_listening", "get_local_port", "listen", "stop", "take_connection"],
        ["TLSOptions"] =
        [
            "client", "client_unsafe", "server", "is_server", "is_unsafe_client", "get_common_name_override", "get_trusted_ca_chain",
            "get_own_certificate", "get_private_key",
        ],
    };
}
