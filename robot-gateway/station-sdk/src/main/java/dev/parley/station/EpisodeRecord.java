package dev.parley.station;

import static java.lang.System.Logger.Level.ERROR;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.station.journal.EpisodeFolder;
import dev.parley.station.v1.EpisodeEvent;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.HeldEpisode;
import dev.parley.station.v1.UploadTarget;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this station holds of one episode: its folder and the events that the platform has not acknowledged. Thread-safe.
 */
final class EpisodeRecord {
    private static final System.Logger LOG = System.getLogger(EpisodeRecord.class.getName());

    /** Above every number that an earlier run of this process can have used for the same episode. */
    private static final long AFTER_RESTART = 1L << 32;

    private final EpisodeId id;
    private final Fence fence;
    private final EpisodeFolder folder;
    private final Deque<EpisodeEvent> unacknowledged = new ArrayDeque<>();
    private EpisodeState state;
    private int steps;
    private long sequence;
    private long acknowledged;
    private boolean refused;
    private boolean uploading;
    private @Nullable UploadTarget upload;

    private EpisodeRecord(EpisodeFolder folder, HeldEpisode held, long sequence) {
        this.id = EpisodeId.parse(held.getEpisodeId());
        this.fence = new Fence(held.getFence());
        this.folder = folder;
        this.state = held.getState();
        this.steps = held.getLastStep();
        this.sequence = sequence;
    }

    static EpisodeRecord started(EpisodeFolder folder, HeldEpisode held) {
        return new EpisodeRecord(folder, held, 0);
    }

    /** Finds again what an earlier run of this process left; its report, if it came to one, is to be sent again. */
    static EpisodeRecord found(EpisodeFolder folder, HeldEpisode held) throws IOException {
        EpisodeRecord record = new EpisodeRecord(folder, held, AFTER_RESTART);
        Optional<EpisodeEvent> report = folder.report();
        if (report.isPresent()) {
            // An end follows from what led to it; the platform drops what it has heard.
            folder.events().stream()
                    .filter(event -> event.getSequence() < report.get().getSequence())
                    .forEach(record.unacknowledged::add);
            record.unacknowledged.add(report.get());
        }
        return record;
    }

    EpisodeId id() {
        return id;
    }

    Fence fence() {
        return fence;
    }

    EpisodeFolder folder() {
        return folder;
    }

    synchronized EpisodeState state() {
        return state;
    }

    synchronized void steps(int count) {
        steps = count;
    }

    synchronized HeldEpisode held() {
        return HeldEpisode.newBuilder()
                .setEpisodeId(id.toString())
                .setFence(fence.value())
                .setState(state)
                .setLastStep(steps)
                .build();
    }

    synchronized Optional<UploadTarget> upload() {
        return Optional.ofNullable(upload);
    }

    synchronized void upload(UploadTarget target) {
        upload = target;
    }

    /** Notes a change of state on disk and keeps its event until it is acknowledged. */
    synchronized EpisodeEvent changed(EpisodeEvent.Builder change) throws IOException {
        EpisodeEvent event = change.setEpisodeId(id.toString())
                .setFence(fence.value())
                .setSequence(++sequence)
                .build();
        state = event.getState();
        if (terminal(state)) {
            keepEnd(event);
        } else {
            folder.keepEvent(event);
            folder.keep(held());
        }
        unacknowledged.add(event);
        return event;
    }

    /** An end is told even where the disk has no room for it; only a restart before it is heard would forget it. */
    private void keepEnd(EpisodeEvent event) {
        try {
            folder.keepReport(event);
            folder.keep(held());
        } catch (IOException e) {
            LOG.log(ERROR, "the end of episode " + id + " is told but not on disk", e);
        }
    }

    /** Everything up to this number is with the platform; returns whether the end of the episode is among it. */
    synchronized boolean acknowledged(long upTo) {
        acknowledged = Math.max(acknowledged, upTo);
        while (!unacknowledged.isEmpty() && unacknowledged.getFirst().getSequence() <= upTo) {
            unacknowledged.removeFirst();
        }
        return unacknowledged.isEmpty() && terminal(state);
    }

    /** Whether the platform has this event on record. */
    synchronized boolean isAcknowledged(long eventSequence) {
        return acknowledged >= eventSequence;
    }

    synchronized List<EpisodeEvent> unacknowledged() {
        return refused ? List.of() : List.copyOf(unacknowledged);
    }

    /** The report has to go out again, for example after artifacts that the platform missed. */
    synchronized Optional<EpisodeEvent> reportAgain() throws IOException {
        Optional<EpisodeEvent> report = folder.report();
        if (report.isPresent() && unacknowledged.isEmpty()) {
            unacknowledged.add(report.get());
        }
        return report;
    }

    /** The platform refused this fence: nothing more is sent until a new session decides. */
    synchronized void refused(boolean isRefused) {
        refused = isRefused;
    }

    /** Claims the uploading of leftovers for one thread. */
    synchronized boolean beginUploading() {
        if (uploading) {
            return false;
        }
        uploading = true;
        return true;
    }

    synchronized void endUploading() {
        uploading = false;
    }

    static boolean terminal(EpisodeState state) {
        return state == EpisodeState.EPISODE_STATE_TERMINATED
                || state == EpisodeState.EPISODE_STATE_TRUNCATED
                || state == EpisodeState.EPISODE_STATE_ABORTED;
    }
}
