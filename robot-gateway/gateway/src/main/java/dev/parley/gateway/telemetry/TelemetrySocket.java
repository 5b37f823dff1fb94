package dev.parley.gateway.telemetry;

import com.google.protobuf.Message;
import dev.parley.contracts.wire.MalformedFrameException;
import dev.parley.contracts.wire.WireEncoding;
import dev.parley.contracts.wire.WireLimits;
import dev.parley.core.problem.ErrorKind;
import dev.parley.core.problem.ParleyException;
import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.session.StationUpgradeCheck;
import dev.parley.gateway.work.FileWork;
import dev.parley.gateway.work.RateLimit;
import dev.parley.station.v1.TelemetryAck;
import dev.parley.station.v1.TelemetryFrame;
import dev.parley.station.v1.TelemetryRefusal;
import dev.parley.station.v1.TelemetryReply;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnBinaryMessage;
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

/**
 * The telemetry connection of stations. One frame is worked on after the other, so a slow disk slows the station down and
 * fills no memory; a batch is acknowledged once it is on disk.
 */
@WebSocket(path = "/station/v1/telemetry", endpointId = StationUpgradeCheck.TELEMETRY)
public class TelemetrySocket {
    private static final Logger LOG = Logger.getLogger(TelemetrySocket.class);
    private static final TypedKey<TelemetryIntake> INTAKE = new TypedKey<>("parley.telemetry");
    private static final TypedKey<RateLimit> RATE = new TypedKey<>("parley.telemetry.rate");
    private static final int POLICY_VIOLATION = 1008;

    private final TelemetryDesk desk;
    private final FileWork files;
    private final GatewayConfig config;

    @Inject
    TelemetrySocket(TelemetryDesk desk, FileWork files, GatewayConfig config) {
        this.desk = desk;
        this.files = files;
        this.config = config;
    }

    @OnOpen
    Uni<Void> opened(WebSocketConnection socket) {
        socket.userData()
                .put(
                        INTAKE,
                        desk.intake(
                                socket.userData().get(StationUpgradeCheck.STATION),
                                socket.userData().get(StationUpgradeCheck.KEY)));
        socket.userData().put(RATE, new RateLimit(config.limits().telemetryFramesPerSecond(), System.nanoTime()));
        return Uni.createFrom().voidItem();
    }

    @OnBinaryMessage
    Uni<Void> binary(Buffer frame, WebSocketConnection socket) {
        return received(socket, WireEncoding.BINARY, frame.getBytes());
    }

    @OnTextMessage
    Uni<Void> text(String frame, WebSocketConnection socket) {
        return received(socket, WireEncoding.JSON, frame.getBytes(StandardCharsets.UTF_8));
    }

    @OnError
    Uni<Void> failed(WebSocketConnection socket, Throwable failure) {
        if (socket.isClosed()) {
            // Frames that were under way when it ended, each with its own failure: no news.
            LOG.debugf("after a telemetry connection ended: %s", failure.getMessage());
            return Uni.createFrom().voidItem();
        }
        LOG.infof("a telemetry connection failed: %s", failure.getMessage());
        return socket.close();
    }

    private Uni<Void> received(WebSocketConnection socket, WireEncoding sent, byte[] bytes) {
        if (socket.isClosed()) {
            return Uni.createFrom().voidItem();
        }
        if (!sent.subprotocol().equals(socket.subprotocol())) {
            return refuseAndClose(socket, "this connection speaks " + socket.subprotocol());
        }
        if (bytes.length > WireLimits.TELEMETRY_FRAME_BYTES) {
            return refuseAndClose(
                    socket, "a telemetry frame has at most " + WireLimits.TELEMETRY_FRAME_BYTES + " bytes");
        }
        if (!socket.userData().get(RATE).allows(System.nanoTime())) {
            return refuseAndClose(socket, "too many telemetry frames a second");
        }
        // Not on the event loop, where a full batch's millisecond is what a stop would wait for.
        return files.call(() -> sent.decode(bytes, TelemetryFrame.newBuilder()).build())
                .chain(frame -> taken(socket, sent, frame))
                .onFailure(MalformedFrameException.class)
                .recoverWithUni(malformed -> refuseAndClose(socket, ((MalformedFrameException) malformed).sentence()))
                .onFailure()
                .recoverWithUni(failure -> refused(socket, sent, "", 0, failure));
    }

    private Uni<Void> taken(WebSocketConnection socket, WireEncoding sent, TelemetryFrame frame) {
        TelemetryIntake intake = socket.userData().get(INTAKE);
        return switch (frame.getMessageCase()) {
            case STEPS ->
                intake.steps(frame.getSteps())
                        .chain(stored -> send(
                                socket,
                                sent,
                                TelemetryReply.newBuilder()
                                        .setAck(TelemetryAck.newBuilder()
                                                .setEpisodeId(frame.getSteps().getEpisodeId())
                                                .setFence(frame.getSteps().getFence())
                                                .setStoredThrough(stored)
                                                .setCredit(config.limits().telemetryCredit()))
                                        .build()))
                        .onFailure()
                        .recoverWithUni(failure -> refused(
                                socket,
                                sent,
                                frame.getSteps().getEpisodeId(),
                                frame.getSteps().getFence(),
                                failure));
            case POSTER ->
                intake.poster(frame.getPoster())
                        .onFailure()
                        .recoverWithUni(failure -> refused(
                                socket,
                                sent,
                                frame.getPoster().getEpisodeId(),
                                frame.getPoster().getFence(),
                                failure));
            case MESSAGE_NOT_SET -> Uni.createFrom().voidItem();
        };
    }

    /** What the station did wrong is said; what we did wrong closes the connection, and it comes again. */
    private static Uni<Void> refused(
            WebSocketConnection socket, WireEncoding encoding, String episodeId, long fence, Throwable failure) {
        if (failure instanceof ParleyException known) {
            if (known.code().kind() == ErrorKind.UNAVAILABLE) {
                LOG.warnf("telemetry of episode %s is not taken now: %s", episodeId, known.detail());
                return socket.close(new CloseReason(
                        1013,
                        known.detail().substring(0, Math.min(120, known.detail().length()))));
            }
            return send(
                    socket,
                    encoding,
                    TelemetryReply.newBuilder()
                            .setRefusal(TelemetryRefusal.newBuilder()
                                    .setEpisodeId(episodeId)
                                    .setFence(fence)
                                    .setDetail(known.detail()))
                            .build());
        }
        if (socket.isClosed()) {
            LOG.debugf("a telemetry connection ended in mid-work: %s", failure.getMessage());
            return Uni.createFrom().voidItem();
        }
        LOG.errorf(failure, "telemetry of episode %s could not be stored", episodeId);
        return socket.close(new CloseReason(1013, "telemetry cannot be stored now; try again"));
    }

    private static Uni<Void> refuseAndClose(WebSocketConnection socket, String detail) {
        WireEncoding encoding = WireEncoding.ofSubprotocol(socket.subprotocol()).orElse(WireEncoding.BINARY);
        return send(
                        socket,
                        encoding,
                        TelemetryReply.newBuilder()
                                .setRefusal(TelemetryRefusal.newBuilder().setDetail(detail))
                                .build())
                .chain(() -> socket.close(
                        new CloseReason(POLICY_VIOLATION, detail.substring(0, Math.min(120, detail.length())))));
    }

    private static Uni<Void> send(WebSocketConnection socket, WireEncoding encoding, Message message) {
        byte[] bytes = encoding.encode(message);
        return switch (encoding) {
            case BINARY -> socket.sendBinary(Buffer.buffer(bytes));
            case JSON -> socket.sendText(new String(bytes, StandardCharsets.UTF_8));
        };
    }
}
