package dev.parley.gateway.live;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kurento.jsonrpc.client.AbstractJsonRpcClientWebSocket;
import org.kurento.jsonrpc.client.JsonRpcWSConnectionListener;

/**
 * The Kurento client's WebSocket on the JDK's own client. The one it ships with needs a Netty that does not live beside
 * Quarkus. Sessions, request ids and reconnecting stay with the Kurento client.
 */
final class KurentoTransport extends AbstractJsonRpcClientWebSocket {

    private final HttpClient http;
    private volatile @Nullable WebSocket socket;
    private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);

    KurentoTransport(HttpClient http, URI address, JsonRpcWSConnectionListener listener) {
        super(address.toString(), listener);
        this.http = http;
    }

    /** The JDK's WebSocket takes one message at a time: each waits for the one before it. */
    @Override
    protected synchronized void sendTextMessage(String message) throws IOException {
        WebSocket current = socket;
        if (current == null || current.isOutputClosed()) {
            throw new IOException("not connected to the media server at " + uri);
        }
        lastSend = lastSend.handle((sent, failure) -> sent)
                .thenCompose(previous -> current.sendText(message, true))
                .whenComplete((sent, failure) -> {
                    if (failure != null) {
                        current.abort();
                        lost(current, 1006, String.valueOf(failure.getMessage()));
                    }
                });
    }

    @Override
    protected boolean isNativeClientConnected() {
        WebSocket current = socket;
        return current != null && !current.isInputClosed() && !current.isOutputClosed();
    }

    @Override
    protected void connectNativeClient() throws Exception {
        if (isNativeClientConnected()) {
            return;
        }
        try {
            socket = http.newWebSocketBuilder()
                    .connectTimeout(Duration.ofMillis(connectionTimeout))
                    .buildAsync(uri, new Listener())
                    .get(connectionTimeout, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("no media server at " + uri, e.getCause());
        }
    }

    @Override
    protected void closeNativeClient() {
        WebSocket current = socket;
        socket = null;
        if (current != null) {
            current.sendClose(WebSocket.NORMAL_CLOSURE, "").whenComplete((sent, failure) -> current.abort());
        }
    }

    private void lost(WebSocket connection, int code, String reason) {
        if (connection == socket) {
            socket = null;
            handleReconnectDisconnection(code, reason);
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket connection, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                String message = text.toString();
                text.setLength(0);
                receivedTextMessage(message);
            }
            connection.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket connection, int code, String reason) {
            lost(connection, code, reason);
            return null;
        }

        @Override
        public void onError(WebSocket connection, Throwable error) {
            lost(connection, 1006, String.valueOf(error.getMessage()));
        }
    }
}
