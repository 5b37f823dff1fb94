package dev.parley.core.rest.episode;

import dev.parley.contracts.wire.NoteBudget;
import dev.parley.core.artifact.StoredArtifact;
import dev.parley.station.v1.StepRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All that a policy said in one episode. */
@Schema(description = "What the policy said, in order; empty where it said nothing.")
record NotePage(String episodeId, List<Note> notes) {

    /** One note. */
    record Note(
            @Schema(description = "0 is the first.") int step,

            @Schema(description = "From the first step to this one, at the control rate; where it is in the recording.")
            double seconds,

            String text) {}

    /**
     * Reads length-delimited {@code StepRecord}s; blocks. A station uploads its log as it likes: what goes beyond the limits of the
     * protocol is left out.
     */
    static NotePage read(String episodeId, StoredArtifact log, double controlHz) {
        List<Note> notes = new ArrayList<>();
        NoteBudget budget = new NoteBudget();
        try (InputStream input = new BufferedInputStream(log.open(), 64 * 1024)) {
            for (StepRecord step = StepRecord.parseDelimitedFrom(input);
                    step != null;
                    step = StepRecord.parseDelimitedFrom(input)) {
                if (budget.refuse(step).isEmpty()) {
                    double seconds = controlHz > 0 ? step.getStep() / controlHz : 0;
                    for (String text : step.getNotesList()) {
                        notes.add(new Note(step.getStep(), seconds, text));
                    }
                }
            }
            return new NotePage(episodeId, notes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
