package dev.parley.media.server;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Listens at {@code /kurento}. Who may open a connection may do everything, so the socket is bound to loopback and refuses
 * browsers: they name their page's Origin, and no page has any business here.
 */
final class KurentoSocket {

    private static final int MAX_MESSAGE_BYTES = 1 << 20;
    private static final int LIMIT_SECONDS = 10;

    private final Vertx vertx;
    private final HttpServer server;

    private KurentoSocket(Vertx vertx, HttpServer server) {
        this.vertx = vertx;
        this.server = server;
    }

    /** @throws IOException if the port cannot be had */
    static KurentoSocket listen(InetSocketAddress address, Rpc rpc) throws IOException, InterruptedException {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        HttpServerOptions options = new HttpServerOptions()
                .setHost(address.getHostString())
                .setPort(address.getPort())
                .setMaxWebSocketFrameSize(MAX_MESSAGE_BYTES)
                .setMaxWebSocketMessageSize(MAX_MESSAGE_BYTES);
        try {
            HttpServer server = vertx.createHttpServer(options)
                    .requestHandler(request -> open(request, rpc))
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return new KurentoSocket(vertx, server);
        } catch (ExecutionException | TimeoutException e) {
            vertx.close();
            throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    private static void open(HttpServerRequest request, Rpc rpc) {
        if (!"/kurento".equals(request.path())) {
            request.response().setStatusCode(404).end("the protocol is spoken at /kurento");
        } else if (request.getHeader("Origin") != null) {
            request.response().setStatusCode(403).end("pages may not talk to the media server");
        } else {
            ConnectionBase connection = (ConnectionBase) request.connection();
            request.toWebSocket()
                    .onSuccess(socket -> new ClientConnection(socket, () -> drop(connection), rpc).listen());
        }
    }

    /** Ends the connection below the WebSocket's own handlers, which would send a close frame first. */
    private static void drop(ConnectionBase connection) {
        connection.channel().pipeline().firstContext().close();
    }

    int port() {
        return server.actualPort();
    }

    void close() throws InterruptedException {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the socket does not close", e);
        }
    }
}
