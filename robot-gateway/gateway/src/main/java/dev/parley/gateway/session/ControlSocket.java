package dev.parley.gateway.session;

import dev.parley.contracts.wire.MalformedFrameException;
import dev.parley.contracts.wire.WireEncoding;
import dev.parley.contracts.wire.WireLimits;
import dev.parley.core.station.StationData;
import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.work.Mailbox;
import dev.parley.gateway.work.RateLimit;
import dev.parley.station.v1.RefusalCode;
import dev.parley.station.v1.StationFrame;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;

/** The control connection of stations: small frames, heartbeats answered from memory on the spot, the rest queued. */
@WebSocket(path = "/station/v1/control", endpointId = StationUpgradeCheck.CONTROL)
public class ControlSocket {
    private static final Logger LOG = Logger.getLogger(ControlSocket.class);
    private static final TypedKey<ControlChannel> CHANNEL = new TypedKey<>("parley.control");
    private static final int MAILBOX = 512;

    private final SessionDesk desk;
    private final GatewayConfig config;

    @Inject
    ControlSocket(SessionDesk desk, GatewayConfig config) {
        this.desk = desk;
        this.config = config;
    }

    @OnOpen
    Uni<Void> opened(WebSocketConnection socket) {
        StationData station = socket.userData().get(StationUpgradeCheck.STATION);
        WireEncoding encoding = WireEncoding.ofSubprotocol(socket.subprotocol()).orElse(WireEncoding.BINARY);
        socket.userData()
                .put(
                        CHANNEL,
                        new ControlChannel(
                                station,
                                socket.userData().get(StationUpgradeCheck.KEY),
                                new ControlConnection(socket, encoding),
                                new Mailbox("station-" + station.name(), MAILBOX),
                                new RateLimit(config.limits().controlFramesPerSecond(), System.nanoTime()),
                                desk));
        return Uni.createFrom().voidItem();
    }

    @OnBinaryMessage
    Uni<Void> binary(Buffer frame, WebSocketConnection socket) {
        received(socket, WireEncoding.BINARY, frame.getBytes());
        return Uni.createFrom().voidItem();
    }

    @OnTextMessage
    Uni<Void> text(String frame, WebSocketConnection socket) {
        received(socket, WireEncoding.JSON, frame.getBytes(StandardCharsets.UTF_8));
        return Uni.createFrom().voidItem();
    }

    @OnClose
    Uni<Void> closed(WebSocketConnection socket) {
        ControlChannel channel = socket.userData().get(CHANNEL);
        if (channel != null) {
            channel.closed("the connection was closed");
        }
        return Uni.createFrom().voidItem();
    }

    @OnError
    Uni<Void> failed(WebSocketConnection socket, Throwable failure) {
        if (socket.isClosed()) {
            LOG.debugf("after a station's connection ended: %s", failure.getMessage());
            return Uni.createFrom().voidItem();
        }
        LOG.infof("a station's connection failed: %s", failure.getMessage());
        return socket.close();
    }

    private static void received(WebSocketConnection socket, WireEncoding sent, byte[] frame) {
        ControlChannel channel = socket.userData().get(CHANNEL);
        if (channel == null || socket.isClosed()) {
            return;
        }
        ControlConnection connection = channel.connection();
        if (connection.encoding() != sent) {
            channel.refuseAndClose(
                    RefusalCode.REFUSAL_CODE_MALFORMED,
                    "This connection speaks " + connection.encoding().subprotocol()
                            + "; the other kind of frame came.");
        } else if (frame.length > WireLimits.CONTROL_FRAME_BYTES) {
            channel.refuseAndClose(
                    RefusalCode.REFUSAL_CODE_TOO_LARGE,
                    "A control frame has at most " + WireLimits.CONTROL_FRAME_BYTES + " bytes, this one " + frame.length
                            + ".");
        } else if (!channel.withinRate(System.nanoTime())) {
            channel.refuseAndClose(RefusalCode.REFUSAL_CODE_TOO_MANY, "Too many control frames a second.");
        } else {
            try {
                channel.received(sent.decode(frame, StationFrame.newBuilder()).build(), System.nanoTime());
            } catch (MalformedFrameException e) {
                channel.refuseAndClose(RefusalCode.REFUSAL_CODE_MALFORMED, e.sentence());
            }
        }
    }
}
