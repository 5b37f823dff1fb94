package dev.parley.contracts.wire;

import dev.parley.station.v1.StepRecord;
import java.util.Optional;

/** What one episode's steps may still carry of notes. Both ends count, so that neither has to trust the other. One thread at a time. */
public final class NoteBudget {
    private int notes;

    /**
     * Takes a step's notes into account.
     *
     * @return what is wrong with them, in words; they are then not counted
     */
    public Optional<String> refuse(StepRecord step) {
        if (step.getNotesCount() == 0) {
            return Optional.empty();
        }
        int characters = step.getNotesList().stream().mapToInt(String::length).sum();
        if (characters > WireLimits.STEP_NOTE_CHARACTERS) {
            return Optional.of("A step has at most %d characters of notes; step %d has %d."
                    .formatted(WireLimits.STEP_NOTE_CHARACTERS, step.getStep(), characters));
        }
        if (notes + step.getNotesCount() > WireLimits.EPISODE_NOTES) {
            return Optional.of("An episode has at most %d notes; with step %d they would be %d."
                    .formatted(WireLimits.EPISODE_NOTES, step.getStep(), notes + step.getNotesCount()));
        }
        notes += step.getNotesCount();
        return Optional.empty();
    }
}
