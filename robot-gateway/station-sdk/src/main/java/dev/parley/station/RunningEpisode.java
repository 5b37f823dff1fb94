package dev.parley.station;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.wire.NoteBudget;
import dev.parley.contracts.wire.WireLimits;
import dev.parley.station.lease.MotionGuard;
import dev.parley.station.spool.StepSpool;
import dev.parley.station.v1.Condition;
import dev.parley.station.v1.EndReason;
import dev.parley.station.v1.EpisodeEvent;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.Guarantee;
import dev.parley.station.v1.StepRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One episode while its body runs: the body's view, and what the control loop reads of it. */
final class RunningEpisode implements EpisodeRun {
    private final EpisodeRecord record;
    private final EpisodeSpec spec;
    private final Map<String, LiveTarget> live;
    private final MotionGuard<Ending> guard;
    private final StepSpool spool;
    private final TelemetryStream telemetry;
    private final LongSupplier nanoTime;
    private final Consumer<EpisodeEvent> events;
    private final EpisodeWatcher watcher;
    private final long startedNs;
    private volatile List<Condition> conditions = List.of();
    private volatile @Nullable EpisodeResult result;
    private volatile long readyNs;
    private volatile long resetEvent = Long.MAX_VALUE;
    private final NoteBudget notes = new NoteBudget();
    private boolean holding;
    private boolean contactLost;

    RunningEpisode(
            EpisodeRecord record,
            EpisodeSpec spec,
            Map<String, LiveTarget> live,
            MotionGuard<Ending> guard,
            StepSpool spool,
            TelemetryStream telemetry,
            LongSupplier nanoTime,
            Consumer<EpisodeEvent> events,
            EpisodeWatcher watcher) {
        this.record = record;
        this.spec = spec;
        this.live = Map.copyOf(live);
        this.guard = guard;
        this.spool = spool;
        this.telemetry = telemetry;
        this.nanoTime = nanoTime;
        this.events = events;
        this.watcher = watcher;
        startedNs = nanoTime.getAsLong();
        readyNs = startedNs;
    }

    @Override
    public EpisodeId episodeId() {
        return record.id();
    }

    @Override
    public Fence fence() {
        return record.fence();
    }

    @Override
    public EpisodeSpec spec() {
        return spec;
    }

    @Override
    public Path directory() {
        return record.folder().path();
    }

    @Override
    public Optional<LiveTarget> live(String camera) {
        return Optional.ofNullable(live.get(camera));
    }

    @Override
    public void resetting() {
        resetEvent = change(EpisodeEvent.newBuilder().setState(EpisodeState.EPISODE_STATE_RESETTING))
                .getSequence();
    }

    @Override
    public void ready(List<Condition> drawn) {
        conditions = List.copyOf(drawn);
        readyNs = nanoTime.getAsLong();
        change(EpisodeEvent.newBuilder()
                .setState(EpisodeState.EPISODE_STATE_READY)
                .addAllConditions(drawn));
    }

    @Override
    public synchronized void running() {
        change(EpisodeEvent.newBuilder().setState(EpisodeState.EPISODE_STATE_RUNNING));
    }

    @Override
    public boolean mayMove() {
        return guard.mayMove(nanoTime.getAsLong()) && beginIsOnRecord();
    }

    /**
     * Where an episode runs at most once, the platform must have recorded that it begins before anything moves: otherwise it
     * might take the loss of this station for one in which nothing moved, and hand the turn to another.
     */
    private boolean beginIsOnRecord() {
        return spec.getGuarantee() != Guarantee.GUARANTEE_AT_MOST_ONCE || record.isAcknowledged(resetEvent);
    }

    @Override
    public Optional<Ending> ending() {
        return guard.ending(nanoTime.getAsLong());
    }

    @Override
    public void record(StepRecord step) throws IOException {
        Optional<String> wrong = notes.refuse(step);
        if (wrong.isPresent()) {
            throw new IllegalArgumentException(wrong.get());
        }
        spool.append(step);
        record.steps(spool.count());
        telemetry.stepsAppended();
    }

    @Override
    public void poster(String camera, byte[] jpeg) {
        if (jpeg.length > WireLimits.POSTER_BYTES) {
            throw new IllegalArgumentException("a poster has at most " + WireLimits.POSTER_BYTES + " bytes, this one "
                    + jpeg.length + ": use a smaller picture or a lower quality");
        }
        telemetry.poster(camera, jpeg.clone());
    }

    @Override
    public void finish(EpisodeResult handedIn) {
        if (result != null) {
            throw new IllegalStateException("episode " + record.id() + " handed in its result already");
        }
        result = handedIn;
    }

    /** Ends the episode from outside; the body sees it at its next look. */
    void end(Ending why) {
        guard.end(why);
    }

    /** Tells HOLDING and its end, which happen to the body and not by it. */
    synchronized void watchHold() {
        boolean holds = guard.holds(nanoTime.getAsLong());
        EpisodeState state = record.state();
        if (holds && !holding && state == EpisodeState.EPISODE_STATE_RUNNING) {
            holding = true;
            change(EpisodeEvent.newBuilder().setState(EpisodeState.EPISODE_STATE_HOLDING));
        } else if (!holds && holding && ending().isEmpty()) {
            holding = false;
            change(EpisodeEvent.newBuilder().setState(EpisodeState.EPISODE_STATE_RUNNING));
        }
    }

    /** True once: when the dead-man has just ended this episode. */
    synchronized boolean deadManFired() {
        boolean lost = !contactLost
                && ending().filter(end -> end.reason() == EndReason.END_REASON_CONTACT_LOST)
                        .isPresent();
        contactLost |= lost;
        return lost;
    }

    EpisodeRecord recordOf() {
        return record;
    }

    StepSpool spool() {
        return spool;
    }

    TelemetryStream telemetry() {
        return telemetry;
    }

    List<Condition> conditions() {
        return conditions;
    }

    Optional<EpisodeResult> result() {
        return Optional.ofNullable(result);
    }

    long resetNs() {
        return readyNs - startedNs;
    }

    long wallNs() {
        return nanoTime.getAsLong() - startedNs;
    }

    /** Notes a change and sends it. */
    EpisodeEvent change(EpisodeEvent.Builder event) {
        try {
            EpisodeEvent changed = record.changed(event);
            boolean ended = EpisodeRecord.terminal(changed.getState());
            if (ended) {
                watcher.reached(Milestone.REPORT_KEPT, record.id());
            }
            events.accept(changed);
            if (ended) {
                watcher.reached(Milestone.REPORT_SENT, record.id());
            }
            return changed;
        } catch (IOException e) {
            throw new UncheckedIOException("the episode's state could not be kept on disk", e);
        }
    }
}
