package dev.parley.scheduler.wait;

import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.scheduler.SchedulerConfig;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The newest view of the line, read once per burst of events and shared by everybody who asks. */
@ApplicationScoped
class LineViews {
    /** Running episodes grow older without an event. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final LineReader reader;
    private final QueueWatch watch;
    private final ReactiveBridge bridge;
    private final Clock clock;
    private final int plays;
    private @Nullable Reading newest;

    @Inject
    LineViews(LineReader reader, QueueWatch watch, ReactiveBridge bridge, SchedulerConfig config, Clock clock) {
        this.reader = reader;
        this.bridge = bridge;
        this.watch = watch;
        this.clock = clock;
        this.plays = config.estimates().draws();
    }

    /** A view that knows of every change that was told; in a crowd something changes all the time. */
    synchronized Uni<LineView> current() {
        Reading reading = newest;
        if (reading != null && reading.changes() >= watch.told()) {
            return reading.view()
                    .chain(view -> fresh(view.state().at(), clock.instant())
                            ? Uni.createFrom().item(view)
                            : readAfter(reading));
        }
        return read();
    }

    /** What a clock was set back behind is not fresh. */
    private static boolean fresh(Instant read, Instant now) {
        return !read.isAfter(now) && read.plus(FRESH).isAfter(now);
    }

    /** A view that is read from now on. */
    synchronized Uni<LineView> read() {
        // The number is taken before the read: a change meanwhile makes this view out of date, never wrongly fresh.
        Reading reading = new Reading(
                watch.changes(),
                bridge.onContext(reader::read)
                        .map(state -> new LineView(state, plays))
                        .memoize()
                        .indefinitely()
                        // All who wait for one read would else go on in its context, where a session is not shared.
                        .emitOn(Infrastructure.getDefaultExecutor()));
        newest = reading;
        return reading.view().onFailure().invoke(() -> forget(reading));
    }

    /** Of all who find {@code old} too old, the first reads anew. */
    private synchronized Uni<LineView> readAfter(Reading old) {
        Reading reading = newest;
        return reading == null || reading == old ? read() : reading.view();
    }

    private synchronized void forget(Reading failed) {
        if (newest == failed) {
            newest = null;
        }
    }

    private record Reading(long changes, Uni<LineView> view) {}
}
