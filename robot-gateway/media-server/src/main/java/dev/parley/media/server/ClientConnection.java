package dev.parley.media.server;

import static java.lang.System.Logger.Level.DEBUG;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.java_websocket.WebSocket;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.jspecify.annotations.Nullable;

/** One open WebSocket. Its requests are carried out in order, on a thread of its own. */
final class ClientConnection implements Outlet {

    private static final System.Logger LOG = System.getLogger(ClientConnection.class.getName());

    private final WebSocket socket;
    private final Rpc rpc;
    private final ExecutorService requests = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("kurento-requests-", 0).factory());
    private volatile @Nullable String sessionId;

    ClientConnection(WebSocket socket, Rpc rpc) {
        this.socket = socket;
        this.rpc = rpc;
    }

    void received(String text) {
        try {
            requests.execute(() -> handle(text));
        } catch (RejectedExecutionException closed) {
            LOG.log(DEBUG, "a request came after the connection was closed");
        }
    }

    private void handle(String text) {
        try {
            send(rpc.handle(this, text));
        } catch (Rpc.NotJsonException e) {
            socket.closeConnection(CloseFrame.ABNORMAL_CLOSE, "not JSON");
        }
    }

    Optional<String> sessionId() {
        return Optional.ofNullable(sessionId);
    }

    void belongsTo(String session) {
        sessionId = session;
    }

    @Override
    public void send(ObjectNode message) {
        try {
            socket.send(message.toString());
        } catch (WebsocketNotConnectedException gone) {
            LOG.log(DEBUG, "a message had nobody to go to");
        }
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    void closed() {
        requests.shutdown();
    }
}
