package dev.parley.gateway.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.core.remote.Subjects;
import dev.parley.gateway.work.Blocking;
import dev.parley.policy.link.LinkFault;
import dev.parley.policy.link.LinkLimits;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The relay as stations see it: a policy server that speaks openpi. The first message says nothing of the policy; then each binary
 * message is an observation and gets one answer. What the policy did wrong is said in a text and ends the connection with 1011; what
 * is nobody's fault ends it with 1013.
 */
@WebSocket(path = RelaySocket.PATH, endpointId = RelayUpgradeCheck.ENDPOINT)
public class RelaySocket {
    /** As offers name it. */
    public static final String PATH = "/policy/v1/relay";

    private static final Logger LOG = Logger.getLogger(RelaySocket.class);
    private static final TypedKey<Relay> RELAY = new TypedKey<>("parley.relay");
    private static final TypedKey<RelayFault> FAULT = new TypedKey<>("parley.relay.fault");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int UNSUPPORTED = 1003;
    private static final int LONGEST_REASON_BYTES = 120;

    private final Subjects subjects;
    private final RelayTokens tokens;
    private final OpenRelays open;
    private final LinkLimits limits;

    @Inject
    RelaySocket(Subjects subjects, RelayTokens tokens, OpenRelays open, RelayConfig config) {
        this.subjects = subjects;
        this.tokens = tokens;
        this.open = open;
        limits = new LinkLimits(
                LinkLimits.USUAL.connect(),
                config.firstInference(),
                config.inference(),
                LinkLimits.USUAL.request(),
                LinkLimits.USUAL.reply(),
                config.questionsPerSecond(),
                LinkLimits.USUAL.controlFramesPerSecond());
    }

    @OnOpen
    @RunOnVirtualThread
    Uni<Void> opened(WebSocketConnection socket) throws InterruptedException {
        RelayPass pass = socket.userData().get(RelayUpgradeCheck.PASS);
        open.add(socket, pass.episode());
        Optional<Subjects.Reachable> server = Blocking.await(subjects.find(pass.policy(), limits), PATIENCE);
        if (server.isEmpty()) {
            return end(socket, new RelayFault("gone", false, "The policy cannot be reached."));
        }
        try {
            Relay relay = Relay.open(server.get(), UUID.randomUUID().toString(), System::nanoTime);
            socket.userData().put(RELAY, relay);
            if (socket.isClosed()) {
                relay.close();
                return Uni.createFrom().voidItem();
            }
            return socket.sendBinary(Buffer.buffer(Relay.greeting()));
        } catch (LinkFault fault) {
            return end(socket, fault);
        }
    }

    @OnBinaryMessage
    @RunOnVirtualThread
    Uni<Void> asked(Buffer observation, WebSocketConnection socket) throws InterruptedException {
        Relay relay = socket.userData().get(RELAY);
        if (socket.isClosed()) {
            return Uni.createFrom().voidItem();
        }
        if (relay == null) {
            return end(socket, RelayFault.observation("Wait for the first message before asking."));
        }
        try {
            return socket.sendBinary(Buffer.buffer(relay.ask(observation.getBytes())));
        } catch (LinkFault fault) {
            return end(socket, fault);
        } catch (Relay.Refused refused) {
            return end(socket, refused.fault());
        }
    }

    @OnTextMessage
    Uni<Void> text(String text, WebSocketConnection socket) {
        return socket.close(new CloseReason(UNSUPPORTED, "observations are binary messages"));
    }

    @OnClose
    Uni<Void> closed(WebSocketConnection socket) {
        open.remove(socket);
        Relay relay = socket.userData().get(RELAY);
        // Also where it was never opened: why is what somebody will ask.
        RelayTimes.Summary times = relay == null ? RelayTimes.NONE : relay.times();
        if (relay != null) {
            relay.close();
        }
        RelayPass pass = socket.userData().get(RelayUpgradeCheck.PASS);
        return tokens.closed(pass, times, word(socket.userData().get(FAULT)))
                .onFailure()
                .invoke(failure -> LOG.warnf("what the %s measured is not recorded: %s", pass, failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private static Optional<String> word(@Nullable RelayFault fault) {
        return Optional.ofNullable(fault).map(RelayFault::word);
    }

    @OnError
    Uni<Void> failed(WebSocketConnection socket, Throwable failure) {
        if (socket.isClosed()) {
            return Uni.createFrom().voidItem();
        }
        LOG.warnf(failure, "a relay failed");
        return end(socket, new RelayFault("failed", false, "The policy cannot be reached."));
    }

    /** The reason in full stays in the log of the server, which no station reads. */
    private Uni<Void> end(WebSocketConnection socket, LinkFault fault) {
        LOG.infof("%s ends: %s", socket.userData().get(RelayUpgradeCheck.PASS), fault.getMessage());
        return end(socket, RelayFault.of(fault));
    }

    private static Uni<Void> end(WebSocketConnection socket, RelayFault fault) {
        if (socket.isClosed()) {
            return Uni.createFrom().voidItem();
        }
        socket.userData().put(FAULT, fault);
        CloseReason reason = new CloseReason(fault.closeCode(), cut(fault.sentence()));
        return fault.policyCaused()
                ? socket.sendText(fault.sentence()).chain(() -> socket.close(reason))
                : socket.close(reason);
    }

    /** A reason has at most 123 bytes (RFC 6455, section 5.5.1). */
    private static String cut(String sentence) {
        String cut = sentence;
        while (cut.getBytes(UTF_8).length > LONGEST_REASON_BYTES) {
            cut = cut.substring(0, cut.length() - 1);
        }
        return cut;
    }
}
