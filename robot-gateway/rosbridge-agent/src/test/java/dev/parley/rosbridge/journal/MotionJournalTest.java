package dev.parley.rosbridge.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.rosbridge.journal.MotionJournal.Purpose;
import dev.parley.rosbridge.standin.Cases;
import dev.parley.rosbridge.standin.SetClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MotionJournalTest {
    @TempDir
    Path folder;

    private MotionJournal open() throws IOException {
        return MotionJournal.open(folder.resolve("motion.log"), new SetClock());
    }

    @Test
    void episodeMovesTheArmOnceAlsoAfterARestart() throws IOException {
        open().begin(Purpose.EPISODE, "e1").end(true);
        MotionJournal reborn = open();
        assertThat(reborn.interrupted()).isEmpty();
        assertThatThrownBy(() -> reborn.begin(Purpose.EPISODE, "e1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("never does again");
    }

    @Test
    void motionThatWasCutOffIsKnownUntilAPersonHasLooked() throws IOException {
        open().begin(Purpose.EPISODE, "e1");
        MotionJournal reborn = open();
        assertThat(reborn.interrupted())
                .hasValueSatisfying(
                        open -> assertThat(open.words()).contains("e1").contains("in the middle"));
        assertThatThrownBy(() -> reborn.begin(Purpose.EPISODE, "e1")).isInstanceOf(IllegalStateException.class);

        reborn.looked();

        assertThat(reborn.interrupted()).isEmpty();
        assertThat(open().interrupted()).isEmpty();
    }

    @Test
    void armThatWasNotSeenToRestIsKnownTooAndAtOnce() throws IOException {
        MotionJournal journal = open();
        journal.begin(Purpose.COMMISSIONING, "c1").end(false);
        assertThat(journal.interrupted())
                .hasValueSatisfying(open -> assertThat(open.words()).contains("not seen to come to rest"));
        assertThat(open().interrupted()).isPresent();
        journal.looked();
        assertThat(open().interrupted()).isEmpty();
    }

    @Test
    void severalThatWereCutOffAreAllOverOnceSomebodyHasLooked() throws IOException {
        for (int i = 0; i < 3; i++) {
            open().begin(Purpose.EPISODE, "e" + i);
        }
        open().looked();
        assertThat(open().interrupted()).isEmpty();
    }

    @Test
    void endIsWrittenOnce() throws IOException {
        MotionJournal.Entry entry = open().begin(Purpose.EPISODE, "e1");
        assertThat(entry.open()).isTrue();
        entry.end(true);
        entry.end(false);
        assertThat(entry.open()).isFalse();
        assertThat(open().interrupted()).isEmpty();
    }

    @Test
    void journalThatWasCutAnywhereNeverForgetsAWholeLineBeforeTheCut() throws IOException {
        MotionJournal journal = open();
        journal.begin(Purpose.EPISODE, "first").end(true);
        journal.begin(Purpose.EPISODE, "second");
        Path file = folder.resolve("motion.log");
        byte[] whole = Files.readAllBytes(file);
        int endOfFirst = new String(whole, java.nio.charset.StandardCharsets.UTF_8).indexOf("begins episode first .")
                + "begins episode first .".length();
        Cases.each(whole.length - endOfFirst, random -> {
            try {
                int cut = random.nextInt(endOfFirst, whole.length + 1);
                Files.write(file, Arrays.copyOf(whole, cut));
                MotionJournal reborn = open();
                assertThatThrownBy(() -> reborn.begin(Purpose.EPISODE, "first"))
                        .isInstanceOf(IllegalStateException.class);
                // A line behind the cut is a line of its own.
                reborn.begin(Purpose.EPISODE, "third").end(true);
                assertThatThrownBy(() -> open().begin(Purpose.EPISODE, "third"))
                        .isInstanceOf(IllegalStateException.class);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void journalThatCannotBeWrittenLetsNothingMove() throws IOException {
        MotionJournal journal = open();
        Files.createDirectory(folder.resolve("motion.log"));
        assertThatThrownBy(() -> journal.begin(Purpose.EPISODE, "e1")).isInstanceOf(IOException.class);
    }
}
