package dev.parley.core.rest.episode;

import dev.parley.contracts.wire.NoteBudget;
import dev.parley.core.artifact.StoredArtifact;
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
     * Blocks. A station uploads its log as it likes: what goes beyond the limits of the
     * protocol is left out.
     */
    static NotePage read(String episodeId, StoredArtifact log, double controlHz) {
        List<Note> notes = new ArrayList<>();
        NoteBudget budget = new NoteBudget();
        StepLog.read(log, step -> {
            if (budget.refuse(step).isEmpty()) {
                double seconds = controlHz > 0 ? step.getStep() / controlHz : 0;
                step.getNotesList().forEach(text -> notes.add(new Note(step.getStep(), seconds, text)));
            }
            return true;
        });
        return new NotePage(episodeId, notes);
    }
}
