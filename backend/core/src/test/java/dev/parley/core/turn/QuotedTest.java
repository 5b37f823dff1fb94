package dev.parley.core.turn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTest {
    @Test
    void wordsWithoutAnEndGetAFullStopBehindTheirQuotationMarks() {
        assertThat(Quoted.sentence("the camera drifts")).isEqualTo("“the camera drifts”.");
        assertThat(Quoted.sentence(" until 5 p.m ")).isEqualTo("“until 5 p.m”.");
        assertThat(Quoted.sentence("")).isEqualTo("“”.");
    }

    @Test
    void wordsThatEndThemselvesGetNoSecondEnd() {
        assertThat(Quoted.sentence("The camera drifts.")).isEqualTo("“The camera drifts.”");
        assertThat(Quoted.sentence("Not before it is calibrated!")).isEqualTo("“Not before it is calibrated!”");
        assertThat(Quoted.sentence("Who moved the bowl?\n")).isEqualTo("“Who moved the bowl?”");
    }

    @Test
    void sentenceThatEndsInAQuotationIsEndedOnce() {
        assertThat(Quoted.ended(PersonsNote.refused("Arm 1", "too close to the edge")))
                .isEqualTo("A person at Arm 1 chose not to run this: “too close to the edge”.");
        assertThat(Quoted.ended(PersonsNote.refused("Arm 1", "Too close to the edge.")))
                .isEqualTo("A person at Arm 1 chose not to run this: “Too close to the edge.”");
        assertThat(Quoted.ended("It left the line")).isEqualTo("It left the line.");
        assertThat(Quoted.ended("It left the line.")).isEqualTo("It left the line.");
    }
}
