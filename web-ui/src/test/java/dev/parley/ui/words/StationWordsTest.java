package dev.parley.ui.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.StationId;
import dev.parley.core.station.CameraMask;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationData.Admission;
import dev.parley.core.station.StationData.Connection;
import dev.parley.core.station.StationKind;
import dev.parley.ui.words.StationWords.Standing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StationWordsTest {
    @Test
    void whatIsHiddenOfPicturesIsCounted() {
        CameraMask left = new CameraMask("main", 0, 0, 0.2, 1);
        assertThat(StationWords.hidden(List.of())).isEmpty();
        assertThat(StationWords.hidden(List.of(left)))
                .isEqualTo("1 part of the picture of camera main, black before it leaves the station");
        assertThat(StationWords.hidden(List.of(left, left, new CameraMask("side", 0, 0, 1, 0.5))))
                .isEqualTo("3 parts of the pictures of 2 cameras, black before they leave the station");
    }

    @Test
    void stopOutranksEverythingEvenWhileOutOfContact() {
        assertThat(StationWords.standing(station(Connection.OFFLINE, Admission.PAUSED, true, true, 1)))
                .isEqualTo(Standing.STOPPED);
    }

    @Test
    void stationOutOfContactIsUnknownAndNeverIdle() {
        assertThat(StationWords.standing(station(Connection.OFFLINE, Admission.OPEN, false, false, 0)))
                .isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void worstComesFirst() {
        assertThat(StationWords.standing(station(Connection.ONLINE, Admission.DRAINING, false, true, 1)))
                .isEqualTo(Standing.FAULT);
        assertThat(StationWords.standing(station(Connection.ONLINE, Admission.PAUSED, false, false, 1)))
                .isEqualTo(Standing.PAUSED);
        assertThat(StationWords.standing(station(Connection.ONLINE, Admission.DRAINING, false, false, 1)))
                .isEqualTo(Standing.DRAINING);
        assertThat(StationWords.standing(station(Connection.ONLINE, Admission.OPEN, false, false, 1)))
                .isEqualTo(Standing.BUSY);
        assertThat(StationWords.standing(station(Connection.ONLINE, Admission.OPEN, false, false, 0)))
                .isEqualTo(Standing.IDLE);
    }

    private static StationData station(
            Connection connection, Admission admission, boolean stopped, boolean fault, int running) {
        return new StationData(
                StationId.random(),
                "Sim 1",
                StationKind.SIMULATOR,
                connection,
                admission,
                Optional.empty(),
                stopped ? Optional.of("stop-1") : Optional.empty(),
                Optional.empty(),
                fault ? Optional.of("the renderer does not answer") : Optional.empty(),
                "tabletop-arm-6dof",
                "delta",
                Set.of(),
                Map.of(),
                Set.of(),
                1,
                Optional.empty(),
                running == 0 ? List.of() : List.of(EpisodeId.random()),
                new byte[0],
                1,
                "boot",
                Optional.empty(),
                Optional.empty());
    }
}
