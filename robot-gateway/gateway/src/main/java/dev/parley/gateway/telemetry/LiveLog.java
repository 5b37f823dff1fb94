package dev.parley.gateway.telemetry;

import com.google.protobuf.CodedOutputStream;
import dev.parley.contracts.wire.NoteBudget;
import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.gateway.readout.Readout;
import dev.parley.station.v1.StepBatch;
import dev.parley.station.v1.StepRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The segment of one episode's live log that one connection writes: length-delimited steps from the first that came. A
 * station goes on after a cut with the first step that was not acknowledged, so segments join without a gap. One thread
 * at a time.
 */
final class LiveLog {
    /** Keeps a station that has gone mad from filling the disk. */
    private static final int MOST_STEPS = 1_000_000;

    private final ArtifactStore store;
    private final LiveEpisode episode;
    private final String connection;
    private final NoteBudget budget = new NoteBudget();
    private final Deque<Readout.Note> latestNotes = new ArrayDeque<>();
    private String name = "";
    private long offset;
    private int next = -1;
    private int notedThrough;

    LiveLog(ArtifactStore store, LiveEpisode episode, String connection) {
        this.store = store;
        this.episode = episode;
        this.connection = connection;
    }

    LiveEpisode episode() {
        return episode;
    }

    /**
     * Appends what is new of a batch and syncs it.
     *
     * @return the number below which every step is stored
     */
    int append(StepBatch batch) throws IOException {
        if (batch.getStepsCount() == 0) {
            return Math.max(next, 0);
        }
        int first = batch.getSteps(0).getStep();
        if (next < 0) {
            next = first;
            name = "live-%08d-%s.pb".formatted(first, connection);
        }
        if (first > next) {
            // A gap: the station is told where it stands and goes back.
            return next;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        int after = next;
        int expected = first;
        for (StepRecord step : batch.getStepsList()) {
            if (step.getStep() != expected) {
                throw new ParleyException(
                        ErrorCode.BODY_MALFORMED,
                        "A batch holds consecutive steps; after step %d came %d."
                                .formatted(expected - 1, step.getStep()));
            }
            if (step.getStep() >= MOST_STEPS) {
                throw new ParleyException(
                        ErrorCode.BODY_MALFORMED,
                        "Episode %s has at most %d steps.".formatted(episode.id(), MOST_STEPS));
            }
            if (step.getStep() >= after) {
                takeNotes(step);
                out.writeUInt32NoTag(step.getSerializedSize());
                step.writeTo(out);
                after++;
            }
            expected++;
        }
        out.flush();
        if (bytes.size() > 0) {
            offset = store.append(episode.id(), episode.fence(), name, offset, bytes.toByteArray(), bytes.size());
        }
        next = after;
        return next;
    }

    /** What the policy said last, oldest first. */
    synchronized List<Readout.Note> latestNotes() {
        return List.copyOf(latestNotes);
    }

    private synchronized void takeNotes(StepRecord step) {
        // A batch that could not be stored comes again.
        if (step.getStep() < notedThrough) {
            return;
        }
        budget.refuse(step).ifPresent(wrong -> {
            throw new ParleyException(ErrorCode.BODY_MALFORMED, wrong);
        });
        notedThrough = step.getStep() + 1;
        for (String text : step.getNotesList()) {
            if (latestNotes.size() == Readout.MOST_NOTES) {
                latestNotes.removeFirst();
            }
            latestNotes.addLast(new Readout.Note(step.getStep(), text));
        }
    }
}
