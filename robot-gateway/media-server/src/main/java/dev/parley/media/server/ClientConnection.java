package dev.parley.media.server;

import static java.lang.System.Logger.Level.DEBUG;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.ServerWebSocket;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** One open WebSocket. Its requests are carried out in order, on a thread of its own. */
final class ClientConnection implements Outlet {

    private static final System.Logger LOG = System.getLogger(ClientConnection.class.getName());

    private final ServerWebSocket socket;
    private final Runnable drop;
    private final Rpc rpc;
    private final ExecutorService requests = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("kurento-requests-", 0).factory());
    private volatile @Nullable String sessionId;

    /** @param drop ends the TCP connection without a close frame */
    ClientConnection(ServerWebSocket socket, Runnable drop, Rpc rpc) {
        this.socket = socket;
        this.drop = drop;
        this.rpc = rpc;
    }

    void listen() {
        socket.textMessageHandler(this::received);
        socket.closeHandler(closed -> requests.shutdown());
    }

    private void received(String text) {
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
            drop.run();
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
        if (isOpen()) {
            socket.writeTextMessage(message.toString());
        }
    }

    @Override
    public boolean isOpen() {
        return !socket.isClosed();
    }
}
