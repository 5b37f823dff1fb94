package dev.parley.station.link;

import dev.parley.contracts.wire.WireEncoding;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket that carries whole frames in the agreed encoding. Frames leave in the order of {@link #send}, from any
 * thread; frames arrive one after the other on a thread of the HTTP client.
 */
public final class FrameSocket implements FrameLink {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** More than this waiting to leave means that the other end does not read: the connection is given up. */
    private static final int MOST_BYTES_WAITING = 16 * 1024 * 1024;

    private final WebSocket socket;
    private final WireEncoding encoding;
    private final Receiver receiver;
    private final AtomicInteger waiting = new AtomicInteger();
    private CompletableFuture<?> tail = CompletableFuture.completedFuture(null);

    /** Who gets what arrives. Must not block. */
    public interface Receiver {
        void onFrame(byte[] frame);

        /** Once, when the connection has ended for whatever reason, said as a sentence. */
        void onClosed(String why);
    }

    private FrameSocket(WebSocket socket, WireEncoding encoding, Receiver receiver) {
        this.socket = socket;
        this.encoding = encoding;
        this.receiver = receiver;
    }

    /**
     * Connects. The future fails with a {@link java.net.http.WebSocketHandshakeException} when the platform refuses, for
     * example because it does not know the key.
     */
    public static CompletableFuture<FrameSocket> open(
            HttpClient http, URI uri, String key, WireEncoding encoding, int maxFrameBytes, Receiver receiver) {
        Once once = new Once(receiver);
        return http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + key)
                .subprotocols(encoding.subprotocol())
                .connectTimeout(CONNECT_TIMEOUT)
                .buildAsync(uri, new Assembler(once, maxFrameBytes))
                .thenApply(socket -> new FrameSocket(socket, encoding, once));
    }

    @Override
    public synchronized void send(byte[] frame) {
        if (waiting.addAndGet(frame.length) > MOST_BYTES_WAITING) {
            abort("the platform does not read what this station sends");
            return;
        }
        tail = tail.thenCompose(ignored -> switch (encoding) {
                    case BINARY -> socket.sendBinary(ByteBuffer.wrap(frame), true);
                    case JSON -> socket.sendText(new String(frame, StandardCharsets.UTF_8), true);
                })
                .whenComplete((sent, failure) -> {
                    waiting.addAndGet(-frame.length);
                    if (failure != null) {
                        abort("sending failed: " + failure.getMessage());
                    }
                });
    }

    @Override
    public synchronized void close(String reason) {
        tail.thenCompose(ignored -> socket.sendClose(WebSocket.NORMAL_CLOSURE, reason))
                .orTimeout(2, java.util.concurrent.TimeUnit.SECONDS)
                .whenComplete((sent, failure) -> abort(reason));
    }

    @Override
    public void abort(String why) {
        socket.abort();
        receiver.onClosed(why);
    }

    /** Passes the first end on and swallows its echoes. */
    private static final class Once implements Receiver {
        private final Receiver receiver;
        private final AtomicBoolean closed = new AtomicBoolean();

        Once(Receiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public void onFrame(byte[] frame) {
            if (!closed.get()) {
                receiver.onFrame(frame);
            }
        }

        @Override
        public void onClosed(String why) {
            if (closed.compareAndSet(false, true)) {
                receiver.onClosed(why);
            }
        }
    }

    /** Puts fragments together. */
    private static final class Assembler implements WebSocket.Listener {
        private final Receiver receiver;
        private final int maxFrameBytes;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final StringBuilder text = new StringBuilder();

        Assembler(Receiver receiver, int maxFrameBytes) {
            this.receiver = receiver;
            this.maxFrameBytes = maxFrameBytes;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            if (bytes.size() + data.remaining() > maxFrameBytes) {
                return tooLarge(socket);
            }
            byte[] part = new byte[data.remaining()];
            data.get(part);
            bytes.writeBytes(part);
            if (last) {
                byte[] frame = bytes.toByteArray();
                bytes.reset();
                receiver.onFrame(frame);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            if (text.length() + data.length() > maxFrameBytes) {
                return tooLarge(socket);
            }
            text.append(data);
            if (last) {
                byte[] frame = text.toString().getBytes(StandardCharsets.UTF_8);
                text.setLength(0);
                receiver.onFrame(frame);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            receiver.onClosed("the platform closed the connection: " + code + (reason.isEmpty() ? "" : " " + reason));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            receiver.onClosed("the connection broke: " + error.getMessage());
        }

        private @Nullable CompletionStage<?> tooLarge(WebSocket socket) {
            socket.abort();
            receiver.onClosed("a frame from the platform was larger than " + maxFrameBytes + " bytes");
            return null;
        }
    }
}
