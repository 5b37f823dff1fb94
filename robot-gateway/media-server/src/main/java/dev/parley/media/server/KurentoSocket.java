package dev.parley.media.server;

import static java.lang.System.Logger.Level.WARNING;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.WebSocketServer;

/**
 * Listens at {@code /kurento}. Who may open a connection may do everything, so the socket is bound to loopback and refuses
 * browsers: they name their page's Origin, and no page has any business here.
 */
final class KurentoSocket extends WebSocketServer {

    private static final System.Logger LOG = System.getLogger(KurentoSocket.class.getName());
    private static final int MAX_MESSAGE_BYTES = 1 << 20;

    private final Rpc rpc;
    private final CompletableFuture<Integer> listening = new CompletableFuture<>();

    KurentoSocket(InetSocketAddress address, Rpc rpc) {
        super(address, 2, List.<Draft>of(new Draft_6455(List.of(), List.of(new Protocol("")), MAX_MESSAGE_BYTES)));
        this.rpc = rpc;
        setReuseAddr(true);
        setDaemon(true);
        setConnectionLostTimeout(0);
    }

    /** Completes with the port, or with the reason why it cannot listen. */
    CompletableFuture<Integer> listening() {
        return listening;
    }

    @Override
    public void onStart() {
        listening.complete(getPort());
    }

    @Override
    public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
            WebSocket connection, Draft draft, ClientHandshake request) throws InvalidDataException {
        String path = request.getResourceDescriptor();
        if (!path.equals("/kurento")) {
            throw new InvalidHandshakeException("nothing at " + path + "; the protocol is spoken at /kurento");
        }
        if (request.hasFieldValue("Origin")) {
            throw new InvalidDataException(CloseFrame.POLICY_VALIDATION, "pages may not talk to the media server");
        }
        return super.onWebsocketHandshakeReceivedAsServer(connection, draft, request);
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        socket.setAttachment(new ClientConnection(socket, rpc));
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        ClientConnection connection = socket.getAttachment();
        connection.received(text);
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        ClientConnection connection = socket.getAttachment();
        if (connection != null) {
            connection.closed();
        }
    }

    @Override
    public void onError(WebSocket socket, Exception error) {
        if (socket == null) {
            listening.completeExceptionally(error);
        }
        LOG.log(WARNING, "a Kurento connection failed: {0}", error.toString());
    }
}
