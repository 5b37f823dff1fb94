package dev.parley.station;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.EpisodeId;
import dev.parley.station.disk.DiskNeeds;
import dev.parley.station.disk.DiskRoom;
import dev.parley.station.journal.EpisodeFolder;
import dev.parley.station.journal.EpisodeJournal;
import dev.parley.station.v1.EndReason;
import dev.parley.station.v1.EpisodeEvent;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.HeldEpisode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpisodeRecordTest {
    @TempDir
    Path root;

    @Test
    void restartedStationTellsTheWholeWayToAnEndThatWasReached() throws IOException {
        EpisodeRecord record = begun();
        record.changed(state(EpisodeState.EPISODE_STATE_RESETTING));
        record.changed(state(EpisodeState.EPISODE_STATE_FINALIZING));
        record.changed(end());

        EpisodeRecord found = found();

        assertThat(found.unacknowledged())
                .extracting(EpisodeEvent::getState)
                .containsExactly(
                        EpisodeState.EPISODE_STATE_RESETTING,
                        EpisodeState.EPISODE_STATE_FINALIZING,
                        EpisodeState.EPISODE_STATE_TERMINATED);
        assertThat(found.unacknowledged()).isEqualTo(record.unacknowledged());
        assertThat(found.acknowledged(2)).isFalse();
        assertThat(found.acknowledged(3)).isTrue();
    }

    @Test
    void restartedStationTellsNothingOfWhatItDidNotEnd() throws IOException {
        EpisodeRecord record = begun();
        record.changed(state(EpisodeState.EPISODE_STATE_RESETTING));

        assertThat(found().unacknowledged()).isEmpty();
        assertThat(found().held().getState()).isEqualTo(EpisodeState.EPISODE_STATE_RESETTING);
    }

    @Test
    void endThatFindsNoRoomOnDiskIsToldAllTheSame() throws IOException {
        EpisodeRecord record = begun();
        record.changed(state(EpisodeState.EPISODE_STATE_RESETTING));
        Files.createSymbolicLink(record.folder().path().resolve("report.pb.new"), Path.of("/dev/full"));

        EpisodeEvent told = record.changed(end());

        assertThat(record.unacknowledged()).contains(told);
        assertThat(record.state()).isEqualTo(EpisodeState.EPISODE_STATE_TERMINATED);
    }

    private EpisodeRecord begun() throws IOException {
        HeldEpisode held = HeldEpisode.newBuilder()
                .setEpisodeId(EpisodeId.random().toString())
                .setFence(7)
                .setState(EpisodeState.EPISODE_STATE_CREATED)
                .build();
        return EpisodeRecord.started(journal().create(held, EpisodeSpec.getDefaultInstance()), held);
    }

    private EpisodeRecord found() throws IOException {
        EpisodeFolder folder = journal().held().getFirst();
        return EpisodeRecord.found(folder, folder.held().orElseThrow());
    }

    private EpisodeJournal journal() throws IOException {
        return EpisodeJournal.open(root, new DiskRoom(root, DiskNeeds.USUAL));
    }

    private static EpisodeEvent.Builder state(EpisodeState state) {
        return EpisodeEvent.newBuilder().setState(state);
    }

    private static EpisodeEvent.Builder end() {
        return state(EpisodeState.EPISODE_STATE_TERMINATED).setEndReason(EndReason.END_REASON_TASK_DONE);
    }
}
