package dev.parley.station.whip;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.parley.station.webrtc.ArgbFrames;
import dev.parley.station.webrtc.WebRtc;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Live video of one camera for one episode. The control loop hands in each picture with {@link #show} and goes on: the
 * latest picture wins, older ones are dropped. Everything else happens on one thread of its own, which comes back by
 * itself when the gateway or the media server went away. Live video is a courtesy to who watches: an episode never waits
 * for it nor fails because of it.
 */
public final class WhipPublisher implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(WhipPublisher.class.getName());

    /** With no new picture for this long the last one is sent again, so that who joins now sees it. */
    private static final Duration REPEAT = Duration.ofSeconds(1);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final WebRtc webRtc;
    private final WhipEndpoint endpoint;
    private final VideoFormat format;
    private final WhipClient client;
    private final FrameMailbox mailbox;
    private final ArgbFrames frames;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicLong framesSent = new AtomicLong();
    private volatile WhipState state = WhipState.CONNECTING;
    private volatile @Nullable String problem;
    private Duration pause = FIRST_PAUSE;

    private WhipPublisher(WebRtc webRtc, HttpClient http, WhipEndpoint endpoint, VideoFormat format) {
        this.webRtc = webRtc;
        this.endpoint = endpoint;
        this.format = format;
        client = new WhipClient(http, endpoint);
        mailbox = new FrameMailbox(format.width() * format.height());
        frames = new ArgbFrames(format.width(), format.height());
        thread = Thread.ofPlatform().daemon().name("whip-publisher").unstarted(this::run);
    }

    /** Starts publishing in the background; returns at once. */
    public static WhipPublisher start(WebRtc webRtc, HttpClient http, WhipEndpoint endpoint, VideoFormat format) {
        WhipPublisher publisher = new WhipPublisher(webRtc, http, endpoint, format);
        publisher.thread.start();
        return publisher;
    }

    /**
     * Shows a picture: one int per pixel, 0xAARRGGBB, rows from the top. It is copied; the call takes a copy's time and never waits. One
     * thread at a time.
     *
     * @throws IllegalArgumentException if the picture has another size than the format says
     */
    public void show(int[] argb) {
        mailbox.put(argb);
    }

    public WhipState state() {
        return state;
    }

    /** Why the last attempt failed, in words for a log; empty while all is well. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Pictures handed to the encoder since the start. */
    public long framesSent() {
        return framesSent.get();
    }

    /** Ends the publication and tells the platform. Takes at most a few seconds when the platform does not answer. */
    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (isOpen() && state != WhipState.REFUSED) {
                attempt();
            }
        } catch (InterruptedException closed) {
            LOG.log(INFO, "live video to {0} ends", endpoint.uri());
        } finally {
            if (state != WhipState.REFUSED) {
                state = WhipState.CLOSED;
            }
        }
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private void attempt() throws InterruptedException {
        state = WhipState.CONNECTING;
        WhipConnection connection = new WhipConnection(webRtc, client.iceServers(), client, format);
        try {
            connection.open();
            state = WhipState.LIVE;
            problem = null;
            pause = FIRST_PAUSE;
            stream(connection);
            throw WhipException.passing("the media path broke");
        } catch (WhipException e) {
            connection.close();
            retract(connection);
            fail(e);
        } catch (InterruptedException e) {
            connection.close();
            retract(connection);
            throw e;
        }
    }

    private void stream(WhipConnection connection) throws InterruptedException {
        while (isOpen() && connection.isUp()) {
            boolean fresh = mailbox.awaitNext(REPEAT);
            if (fresh || mailbox.isFilled()) {
                connection.push(frames.frame(mailbox.current(), System.nanoTime()));
                framesSent.incrementAndGet();
            }
        }
    }

    private void retract(WhipConnection connection) throws InterruptedException {
        try {
            connection.retract();
        } catch (WhipException unreachable) {
            LOG.log(INFO, "the old publication ends by itself: {0}", unreachable.getMessage());
        }
    }

    private void fail(WhipException failure) throws InterruptedException {
        if (!isOpen()) {
            return;
        }
        problem = failure.getMessage();
        if (!failure.retryable()) {
            LOG.log(WARNING, "live video is refused: {0}", failure.getMessage());
            state = WhipState.REFUSED;
            return;
        }
        Duration wait = failure.retryAfter().orElse(jittered(pause));
        LOG.log(INFO, "live video is tried again in {0} ms: {1}", wait.toMillis(), failure.getMessage());
        state = WhipState.RETRYING;
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Spread over ±25 %, so that a farm of stations does not come back in one instant. */
    private static Duration jittered(Duration pause) {
        return Duration.ofMillis(
                Math.round(pause.toMillis() * ThreadLocalRandom.current().nextDouble(0.75, 1.25)));
    }
}
