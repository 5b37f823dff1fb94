package dev.parley.station.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtMostOnceJournalTest {
    @TempDir
    Path folder;

    @Test
    void episodeThatBeganIsNeverBegunAgainNotEvenAfterARestart() throws IOException {
        EpisodeId episode = EpisodeId.random();
        open().motionBegins(episode, new Fence(3));

        AtMostOnceJournal restarted = open();

        assertThat(restarted.hasBegun(episode)).isTrue();
        assertThat(restarted.hasBegun(EpisodeId.random())).isFalse();
        assertThatThrownBy(() -> restarted.motionBegins(episode, new Fence(4)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("never does again");
    }

    @Test
    void lineThatAPowerCutLeftIncompleteSpoilsNoOther() throws IOException {
        EpisodeId first = EpisodeId.random();
        EpisodeId second = EpisodeId.random();
        open().motionBegins(first, new Fence(1));
        Files.writeString(
                folder.resolve("log"), "\n" + EpisodeId.random().toString().substring(0, 9), StandardOpenOption.APPEND);

        open().motionBegins(second, new Fence(2));

        assertThat(open().hasBegun(first)).isTrue();
        assertThat(open().hasBegun(second)).isTrue();
    }

    private AtMostOnceJournal open() throws IOException {
        return AtMostOnceJournal.open(folder.resolve("log"));
    }
}
