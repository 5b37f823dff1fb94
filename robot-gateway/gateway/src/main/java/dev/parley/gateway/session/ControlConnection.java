package dev.parley.gateway.session;

import dev.parley.contracts.wire.WireEncoding;
import dev.parley.station.v1.GatewayFrame;
import dev.parley.station.v1.Refusal;
import dev.parley.station.v1.RefusalCode;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;

/** The sending half of a control connection. Never blocks; usable from any thread. */
final class ControlConnection {
    private static final Logger LOG = Logger.getLogger(ControlConnection.class);
    private static final int POLICY_VIOLATION = 1008;

    private final WebSocketConnection socket;
    private final WireEncoding encoding;

    ControlConnection(WebSocketConnection socket, WireEncoding encoding) {
        this.socket = socket;
        this.encoding = encoding;
    }

    WireEncoding encoding() {
        return encoding;
    }

    void send(GatewayFrame frame) {
        if (socket.isClosed()) {
            LOG.debug("a frame had no connection left to its station");
            return;
        }
        byte[] bytes = encoding.encode(frame);
        Uni<Void> sent = switch (encoding) {
            case BINARY -> socket.sendBinary(Buffer.buffer(bytes));
            case JSON -> socket.sendText(new String(bytes, StandardCharsets.UTF_8));
        };
        sent.subscribe()
                .with(done -> {}, failure -> LOG.debugf("a frame did not reach its station: %s", failure.getMessage()));
    }

    void refuse(RefusalCode code, String detail, String episodeId) {
        send(GatewayFrame.newBuilder()
                .setRefusal(Refusal.newBuilder().setCode(code).setDetail(detail).setEpisodeId(episodeId))
                .build());
    }

    void close(String why) {
        if (socket.isClosed()) {
            return;
        }
        // A close reason has at most 123 bytes.
        String reason = why.length() <= 120 ? why : why.substring(0, 120);
        socket.close(new CloseReason(POLICY_VIOLATION, reason))
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("closing a connection: %s", failure.getMessage()));
    }
}
