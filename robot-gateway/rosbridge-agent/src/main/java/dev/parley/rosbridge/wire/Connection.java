package dev.parley.rosbridge.wire;

import static java.lang.System.Logger.Level.DEBUG;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One connection to rosbridge: frames come and go, until either side or the network has enough. */
final class Connection implements WebSocket.Listener {
    private static final System.Logger LOG = System.getLogger(Connection.class.getName());

    /** What is done with an operation that came. */
    interface Receiver {
        void received(JsonNode operation, long atNs);
    }

    private final RosbridgeSettings settings;
    private final FrameReader reader;
    private final Receiver receiver;
    private final Consumer<String> malformed;
    private final LongSupplier nanoTime;
    private final Outbox outbox = new Outbox();
    private final CountDownLatch over = new CountDownLatch(1);
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private volatile long lastFrameNs;
    private volatile String end = "";
    private volatile @Nullable WebSocket socket;

    Connection(
            RosbridgeSettings settings,
            FrameReader reader,
            Receiver receiver,
            Consumer<String> malformed,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.reader = reader;
        this.receiver = receiver;
        this.malformed = malformed;
        this.nanoTime = nanoTime;
        lastFrameNs = nanoTime.getAsLong();
    }

    Outbox outbox() {
        return outbox;
    }

    /** Sends what the outbox gives, on a thread of its own, until the end. */
    void writeTo(WebSocket opened) {
        socket = opened;
        lastFrameNs = nanoTime.getAsLong();
        Thread.ofVirtual().name("rosbridge-send").start(() -> {
            try {
                while (isOpen()) {
                    opened.sendText(outbox.take().text(), true)
                            .get(settings.send().toMillis(), TimeUnit.MILLISECONDS);
                }
            } catch (TimeoutException e) {
                end("the network takes nothing any more");
            } catch (ExecutionException e) {
                end("sending failed: " + e.getCause());
            } catch (InterruptedException e) {
                end("closed");
            }
        });
    }

    boolean isOpen() {
        return over.getCount() > 0;
    }

    /** Returns when the connection is over: also where nothing came for too long. */
    String awaitEnd() throws InterruptedException {
        Duration look = settings.silence().dividedBy(8);
        while (!over.await(look.toNanos(), TimeUnit.NANOSECONDS)) {
            if (nanoTime.getAsLong() - lastFrameNs > settings.silence().toNanos()) {
                end("nothing came for " + settings.silence().toMillis() + " ms");
            }
        }
        return end;
    }

    /** Ends it at once, without a word to the other side: a word might wait for a network that is gone. */
    void end(String why) {
        if (isOpen()) {
            end = why;
        }
        over.countDown();
        outbox.close();
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        if (text.length() + part.length() > settings.largestFrame()) {
            end("rosbridge sent a message of more than " + settings.largestFrame() + " bytes");
            return null;
        }
        text.append(part);
        if (last) {
            take(() -> reader.text(text));
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
        if (binary.size() + part.remaining() > settings.largestFrame()) {
            end("rosbridge sent a message of more than " + settings.largestFrame() + " bytes");
            return null;
        }
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        binary.writeBytes(bytes);
        if (last) {
            take(() -> reader.binary(binary.toByteArray()));
            binary.reset();
        }
        from.request(1);
        return null;
    }

    private interface Reading {
        JsonNode read() throws RosFault;
    }

    private void take(Reading reading) {
        long atNs = nanoTime.getAsLong();
        lastFrameNs = atNs;
        try {
            receiver.received(reading.read(), atNs);
        } catch (RosFault e) {
            malformed.accept(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // One message that somebody cannot take must not end the others.
            LOG.log(System.Logger.Level.ERROR, "a message of rosbridge could not be taken", e);
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        end("rosbridge closed the connection (" + code + " " + reason + ")");
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        LOG.log(DEBUG, "rosbridge", error);
        end("the connection broke: " + error.getMessage());
    }
}
