package dev.parley.station;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import com.google.protobuf.Message;
import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.wire.MalformedFrameException;
import dev.parley.contracts.wire.WireLimits;
import dev.parley.station.link.Backoff;
import dev.parley.station.link.FrameSocket;
import dev.parley.station.v1.Poster;
import dev.parley.station.v1.StepBatch;
import dev.parley.station.v1.TelemetryAck;
import dev.parley.station.v1.TelemetryFrame;
import dev.parley.station.v1.TelemetryReply;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends steps and posters on a connection of its own, so that bulk never delays a heartbeat or a stop, and never more
 * batches at a time than the platform gave credit for. Live telemetry is for watching: an episode never waits for it, and
 * the complete step log is uploaded afterwards in any case.
 */
final class TelemetrySender implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TelemetrySender.class.getName());

    /** Steps gather this long, so that a 10 Hz episode sends five batches a second and not ten. */
    private static final Duration GATHER = Duration.ofMillis(180);

    private static final Duration IDLE = Duration.ofSeconds(1);

    private final StationConfig config;
    private final HttpClient http;
    private final Map<EpisodeId, TelemetryStream> streams = new ConcurrentHashMap<>();
    private final Semaphore work = new Semaphore(0);
    private final Backoff backoff;
    private final Thread thread;
    private volatile @Nullable FrameSocket socket;
    private volatile boolean closed;
    private volatile boolean online;
    private int credit = 1;
    private int inFlight;

    TelemetrySender(StationConfig config, HttpClient http) {
        this.config = config;
        this.http = http;
        backoff = new Backoff(config.firstPause(), config.longestPause(), config.random());
        thread = Thread.ofPlatform().daemon().name("station-telemetry").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** The control session is open and allows this many batches in flight; telemetry may connect. */
    void welcome(int newCredit) {
        synchronized (this) {
            credit = Math.max(1, newCredit);
        }
        online = true;
        wake();
    }

    /** The control session is gone: no use in connecting until it is back. */
    void offline() {
        online = false;
    }

    void add(TelemetryStream stream) {
        streams.put(stream.episode(), stream);
        wake();
    }

    void remove(TelemetryStream stream) {
        stream.end();
        streams.remove(stream.episode(), stream);
    }

    void wake() {
        work.release();
    }

    private void run() {
        try {
            while (!closed) {
                boolean woken = work.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
                work.drainPermits();
                if (!online || streams.isEmpty() || !connected()) {
                    continue;
                }
                sendPosters();
                sendSteps();
                if (woken) {
                    Thread.sleep(GATHER);
                }
            }
        } catch (InterruptedException e) {
            // Only close() interrupts this thread: its work is over.
            LOG.log(DEBUG, "telemetry ended");
        }
    }

    private boolean connected() throws InterruptedException {
        if (socket != null) {
            return true;
        }
        synchronized (this) {
            inFlight = 0;
        }
        streams.values().forEach(TelemetryStream::reconnected);
        Link link = new Link();
        try {
            FrameSocket opened = FrameSocket.open(
                            http,
                            config.webSocket("/station/v1/telemetry"),
                            config.key(),
                            config.encoding(),
                            WireLimits.TELEMETRY_FRAME_BYTES,
                            link)
                    .get(15, TimeUnit.SECONDS);
            link.opened(opened);
            backoff.succeeded();
            return socket != null;
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            LOG.log(DEBUG, "telemetry could not connect: {0}", e.getMessage());
            Thread.sleep(backoff.next());
            return false;
        }
    }

    private void sendPosters() {
        for (TelemetryStream stream : streams.values()) {
            Optional<Poster> poster = stream.nextPoster();
            poster.ifPresent(picture ->
                    send(TelemetryFrame.newBuilder().setPoster(picture).build()));
        }
    }

    private void sendSteps() {
        boolean sent = true;
        while (sent) {
            sent = false;
            for (TelemetryStream stream : streams.values()) {
                sent |= mayLeave() && sendBatch(stream);
            }
        }
    }

    private boolean sendBatch(TelemetryStream stream) {
        try {
            Optional<StepBatch> batch = stream.nextBatch();
            if (batch.isEmpty()) {
                return false;
            }
            synchronized (this) {
                inFlight++;
            }
            send(TelemetryFrame.newBuilder().setSteps(batch.get()).build());
            return true;
        } catch (IOException e) {
            LOG.log(WARNING, "the step log of episode {0} cannot be read: {1}", stream.episode(), e.getMessage());
            remove(stream);
            return false;
        }
    }

    private synchronized boolean mayLeave() {
        return inFlight < credit;
    }

    private void send(Message frame) {
        FrameSocket current = socket;
        if (current != null) {
            current.send(config.encoding().encode(frame));
        }
    }

    private void acknowledged(TelemetryAck ack) {
        synchronized (this) {
            inFlight = Math.max(0, inFlight - 1);
            credit = ack.getCredit();
        }
        TelemetryStream stream = streams.get(EpisodeId.parse(ack.getEpisodeId()));
        if (stream != null) {
            stream.acknowledged(ack.getStoredThrough());
        }
        wake();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        FrameSocket current = socket;
        if (current != null) {
            current.close("the station ends");
        }
    }

    /** One connection, from opening to its end. */
    private final class Link implements FrameSocket.Receiver {
        private boolean ended;

        synchronized void opened(FrameSocket opened) {
            if (!ended) {
                socket = opened;
            }
        }

        @Override
        public void onFrame(byte[] frame) {
            try {
                TelemetryReply reply = config.encoding()
                        .decode(frame, TelemetryReply.newBuilder())
                        .build();
                switch (reply.getMessageCase()) {
                    case ACK -> acknowledged(reply.getAck());
                    case REFUSAL ->
                        refused(
                                reply.getRefusal().getEpisodeId(),
                                reply.getRefusal().getDetail());
                    case MESSAGE_NOT_SET -> LOG.log(DEBUG, "ignored a telemetry reply that a newer platform sent");
                }
            } catch (MalformedFrameException | IllegalArgumentException e) {
                LOG.log(WARNING, "telemetry: {0}", e.getMessage());
            }
        }

        private void refused(String episodeId, String detail) {
            LOG.log(WARNING, "the platform refused telemetry of episode {0}: {1}", episodeId, detail);
            synchronized (TelemetrySender.this) {
                inFlight = Math.max(0, inFlight - 1);
            }
            if (!episodeId.isEmpty()) {
                TelemetryStream stream = streams.get(EpisodeId.parse(episodeId));
                if (stream != null) {
                    remove(stream);
                }
            }
            wake();
        }

        @Override
        public synchronized void onClosed(String why) {
            ended = true;
            socket = null;
            LOG.log(DEBUG, "telemetry: {0}", why);
            wake();
        }
    }
}
