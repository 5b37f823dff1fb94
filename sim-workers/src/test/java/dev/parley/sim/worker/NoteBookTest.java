package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NoteBookTest {

    private final NoteBook book = new NoteBook();

    @Test
    void shortNotesAreKeptAsTheyAre() {
        assertThat(book.keep(List.of("first", " ", "second "))).containsExactly("first", "second");
    }

    @Test
    void notesOfAStepAreCutAtFiveHundredCharactersTogether() {
        List<String> kept = book.keep(List.of("a".repeat(300), "b".repeat(300), "c"));

        assertThat(kept).hasSize(2);
        assertThat(kept.get(1)).hasSize(200).startsWith("bb").endsWith("…");
    }

    @Test
    void cutNeverHalvesACharacter() {
        String kept = book.keep(List.of("a".repeat(498) + "\uD83E\uDD16" + "b")).getFirst();

        assertThat(kept).isEqualTo("a".repeat(498) + "…");
    }

    @Test
    void lastNoteThatAnEpisodeKeepsSaysThatItIsTheLast() {
        for (int i = 0; i < 199; i++) {
            assertThat(book.keep(List.of("note"))).containsExactly("note");
        }

        assertThat(book.keep(List.of("note", "another")))
                .singleElement()
                .asString()
                .contains("left out");
        assertThat(book.keep(List.of("note"))).isEmpty();
    }
}
