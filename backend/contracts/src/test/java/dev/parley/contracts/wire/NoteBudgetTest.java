package dev.parley.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.station.v1.StepRecord;
import org.junit.jupiter.api.Test;

class NoteBudgetTest {
    private final NoteBudget budget = new NoteBudget();

    @Test
    void stepMayCarryNotesUpToTheLimitTogether() {
        assertThat(budget.refuse(step(0, "a".repeat(300), "b".repeat(200)))).isEmpty();
        assertThat(budget.refuse(step(1, "a".repeat(300), "b".repeat(201))))
                .hasValue("A step has at most 500 characters of notes; step 1 has 501.");
    }

    @Test
    void episodeMayCarryNotesUpToTheLimit() {
        for (int i = 0; i < WireLimits.EPISODE_NOTES; i++) {
            assertThat(budget.refuse(step(i, "a note"))).isEmpty();
        }
        assertThat(budget.refuse(step(200, "one more")))
                .hasValue("An episode has at most 200 notes; with step 200 they would be 201.");
        assertThat(budget.refuse(StepRecord.newBuilder().setStep(201).build())).isEmpty();
    }

    private static StepRecord step(int number, String... notes) {
        return StepRecord.newBuilder()
                .setStep(number)
                .addAllNotes(java.util.List.of(notes))
                .build();
    }
}
