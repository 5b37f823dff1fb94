package dev.parley.ui.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.StationId;
import dev.parley.core.station.CameraMask;
import dev.parley.core.station.ConsoleRule;
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

    @Test
    void stationWhosePersonIsToActWaitsForThemAndIsNotIdle() {
        StationData reset = attended(new StationData.Console(ConsoleRule.READ_EACH, Optional.of("Ada"), true, false));
        assertThat(StationWords.standing(reset)).isEqualTo(Standing.WAITING);
        assertThat(StationWords.sentence(reset))
                .isEqualTo("Its table is being reset. What is asked now waits until then.");
        assertThat(StationWords.standing(
                        attended(new StationData.Console(ConsoleRule.READ_EACH, Optional.of("Ada"), false, false))))
                .isEqualTo(Standing.IDLE);
    }

    private static StationData attended(StationData.Console console) {
        StationData plain = station(Connection.ONLINE, Admission.OPEN, false, false, 0);
        return new StationData(
                plain.id(),
                plain.name(),
                StationKind.REAL_ROBOT,
                plain.connection(),
                plain.admission(),
                plain.admissionNote(),
                plain.stopId(),
                plain.stopNote(),
                plain.fault(),
                plain.embodiment(),
                plain.actionSpaceKind(),
                plain.sceneIds(),
                plain.otherBodies(),
                plain.policyDigests(),
                plain.slots(),
                plain.inference(),
                plain.running(),
                plain.capabilities(),
                plain.sessionEpoch(),
                plain.bootId(),
                plain.lastSeen(),
                plain.offlineCause(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(console));
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
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
