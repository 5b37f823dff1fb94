package dev.parley.gateway.chain;

import com.google.protobuf.Message;
import dev.parley.contracts.wire.MalformedFrameException;
import dev.parley.contracts.wire.WireEncoding;
import dev.parley.contracts.wire.WireLimits;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.GatewayFrame;
import dev.parley.station.v1.Heartbeat;
import dev.parley.station.v1.Hello;
import dev.parley.station.v1.StationFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A station without the SDK: says exactly what a test wants, right or wrong. */
final class RawStation implements AutoCloseable, WebSocket.Listener {
    final BlockingQueue<byte[]> frames = new LinkedBlockingQueue<>();
    final CompletableFuture<String> closed = new CompletableFuture<>();
    private final WireEncoding encoding;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

    RawStation(String path, String key, WireEncoding encoding) {
        this.encoding = encoding;
        socket = http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + key)
                .subprotocols(encoding.subprotocol())
                .buildAsync(URI.create(Lab.gateway().toString().replace("http", "ws") + path), this)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    static RawStation control(Lab.Registered station, WireEncoding encoding) {
        return new RawStation("/station/v1/control", station.key(), encoding);
    }

    void send(Message message) {
        sendBytes(encoding.encode(message));
    }

    void sendBytes(byte[] bytes) {
        CompletableFuture<WebSocket> sent = switch (encoding) {
            case BINARY -> socket.sendBinary(ByteBuffer.wrap(bytes), true);
            case JSON -> socket.sendText(new String(bytes, StandardCharsets.UTF_8), true);
        };
        sent.whenComplete((done, failure) -> {
                    if (failure instanceof IOException reset) {
                        // A reset may take the reason with it, and the JDK's client then says nothing more.
                        closed.completeOnTimeout("broken: " + reset.getMessage(), 1, TimeUnit.SECONDS);
                    }
                })
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    void hello(Capabilities capabilities) {
        send(StationFrame.newBuilder()
                .setHello(Hello.newBuilder()
                        .setBootId("raw-boot")
                        .setProtocolMin(WireLimits.PROTOCOL)
                        .setProtocolMax(WireLimits.PROTOCOL)
                        .setCapabilities(capabilities))
                .build());
    }

    void beat(long sequence, long answer) {
        send(StationFrame.newBuilder()
                .setHeartbeat(Heartbeat.newBuilder().setSequence(sequence).setChallengeAnswer(answer))
                .build());
    }

    /** The next frame of this kind; others are passed over. */
    GatewayFrame await(Predicate<GatewayFrame> wanted) throws InterruptedException, MalformedFrameException {
        return await(GatewayFrame.getDefaultInstance(), wanted);
    }

    @SuppressWarnings("unchecked") // A builder builds what its prototype is.
    <M extends Message> M await(M prototype, Predicate<M> wanted) throws InterruptedException, MalformedFrameException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            byte[] frame = frames.poll(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (frame == null) {
                throw new AssertionError("no such frame came within 10 s");
            }
            M message =
                    (M) encoding.decode(frame, prototype.newBuilderForType()).build();
            if (wanted.test(message)) {
                return message;
            }
        }
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] part = new byte[data.remaining()];
        data.get(part);
        return arrived(from, part, last);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        return arrived(from, data.toString().getBytes(StandardCharsets.UTF_8), last);
    }

    private @Nullable CompletionStage<?> arrived(WebSocket from, byte[] part, boolean last) {
        parts.writeBytes(part);
        if (last) {
            frames.add(parts.toByteArray());
            parts.reset();
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete("broken: " + error.getMessage());
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
