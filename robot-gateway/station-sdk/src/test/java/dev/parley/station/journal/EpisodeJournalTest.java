package dev.parley.station.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.contracts.EpisodeId;
import dev.parley.station.disk.DiskNeeds;
import dev.parley.station.disk.DiskRoom;
import dev.parley.station.v1.EpisodeEvent;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.HeldEpisode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpisodeJournalTest {
    @TempDir
    Path root;

    private final HeldEpisode held = HeldEpisode.newBuilder()
            .setEpisodeId(EpisodeId.random().toString())
            .setFence(9)
            .setState(EpisodeState.EPISODE_STATE_CREATED)
            .build();

    @Test
    void whatAKilledProcessHeldIsFoundAgain() throws IOException {
        EpisodeFolder folder = open().create(held, EpisodeSpec.getDefaultInstance());
        HeldEpisode running = held.toBuilder()
                .setState(EpisodeState.EPISODE_STATE_RUNNING)
                .setLastStep(17)
                .build();
        folder.keep(running);

        assertThat(open().held()).singleElement().satisfies(found -> {
            assertThat(found.held()).contains(running);
            assertThat(found.report()).isEmpty();
        });
    }

    @Test
    void reportIsKeptUntilEverythingIsDeleted() throws IOException {
        EpisodeFolder folder = open().create(held, EpisodeSpec.getDefaultInstance());
        EpisodeEvent report = EpisodeEvent.newBuilder().setSequence(5).build();
        folder.keepReport(report);
        Files.writeString(folder.path().resolve("main.mp4"), "video");
        assertThat(open().held().getFirst().report()).contains(report);

        folder.delete();
        folder.delete();

        assertThat(open().held()).isEmpty();
        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void sameEpisodeIsNotBegunTwice() throws IOException {
        open().create(held, EpisodeSpec.getDefaultInstance());

        assertThatThrownBy(() -> open().create(held, EpisodeSpec.getDefaultInstance()))
                .hasMessageContaining("lie here already");
    }

    @Test
    void folderWithoutAnEntryIsSweptAway() throws IOException {
        Files.createDirectory(root.resolve(EpisodeId.random().toString()));

        assertThat(open().held()).isEmpty();
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void wayToTheEndIsKeptInOrderAndATornEventIsLeftOut() throws IOException {
        EpisodeFolder folder = open().create(held, EpisodeSpec.getDefaultInstance());
        EpisodeEvent first = EpisodeEvent.newBuilder().setSequence(1).build();
        EpisodeEvent second = EpisodeEvent.newBuilder().setSequence(2).build();
        folder.keepEvent(first);
        folder.keepEvent(second);
        assertThat(folder.events()).containsExactly(first, second);

        java.nio.file.Path file = folder.path().resolve("events.pb");
        byte[] whole = java.nio.file.Files.readAllBytes(file);
        java.nio.file.Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 1));

        assertThat(folder.events()).containsExactly(first);
    }

    private EpisodeJournal open() throws IOException {
        return EpisodeJournal.open(root, new DiskRoom(root, DiskNeeds.USUAL));
    }
}
