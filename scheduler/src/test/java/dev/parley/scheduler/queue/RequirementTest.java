package dev.parley.scheduler.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.WantedBody;
import dev.parley.scheduler.TestStations;
import dev.parley.scheduler.TestTurns;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequirementTest {
    private static final StationData BOTH = TestStations.with(
            TestStations.online("both", 1), "room", new StationData.Body("diff-drive", "linear-angular-velocity"));

    @Test
    void stationIsAskedForTheBodyThatItHasInTheSceneOfTheTurn() {
        assertThat(needs("room", "diff-drive", "linear-angular-velocity").fits(BOTH))
                .isTrue();
        assertThat(needs("room", TestTurns.EMBODIMENT, TestTurns.ACTIONS).fits(BOTH))
                .isFalse();
    }

    @Test
    void anotherBodyInOneSceneChangesNothingInTheOthers() {
        assertThat(needs(TestTurns.SCENE, TestTurns.EMBODIMENT, TestTurns.ACTIONS)
                        .fits(BOTH))
                .isTrue();
        assertThat(needs(TestTurns.SCENE, "diff-drive", "linear-angular-velocity")
                        .fits(BOTH))
                .isFalse();
    }

    @Test
    void firstOfAPairGoesOnlyWhereBothPoliciesAre() {
        StationData station = TestStations.online("one policy", 1);
        assertThat(pair(TestTurns.DIGEST).fits(station)).isTrue();
        assertThat(pair("e".repeat(64)).fits(station)).isFalse();
        assertThat(Requirement.parse(pair("e".repeat(64)).key())).isEqualTo(pair("e".repeat(64)));
        Requirement alone = needs(TestTurns.SCENE, TestTurns.EMBODIMENT, TestTurns.ACTIONS);
        assertThat(Requirement.parse(alone.key())).isEqualTo(alone);
        assertThat(alone.key()).isNotEqualTo(pair(TestTurns.DIGEST).key());
    }

    @ParameterizedTest
    @EnumSource(StationKind.class)
    void wishForABodyIsMetByStationsOfItsKindAlone(StationKind kind) {
        StationData station = TestStations.of(kind, "one");
        assertThat(wish(WantedBody.SIMULATION).fits(station)).isEqualTo(kind == StationKind.SIMULATOR);
        assertThat(wish(WantedBody.REAL).fits(station)).isEqualTo(kind != StationKind.SIMULATOR);
        assertThat(needs(TestTurns.SCENE, TestTurns.EMBODIMENT, TestTurns.ACTIONS)
                        .fits(station))
                .isTrue();
    }

    @Test
    void wishForABodyStandsInTheKeyOfItsLine() {
        Requirement none = needs(TestTurns.SCENE, TestTurns.EMBODIMENT, TestTurns.ACTIONS);
        assertThat(List.of(none, wish(WantedBody.SIMULATION), wish(WantedBody.REAL), pair(TestTurns.DIGEST)))
                .allSatisfy(each -> assertThat(Requirement.parse(each.key())).isEqualTo(each))
                .extracting(Requirement::key)
                .doesNotHaveDuplicates();
    }

    private static Requirement wish(WantedBody body) {
        return new Requirement(
                TestTurns.SCENE,
                TestTurns.DIGEST,
                TestTurns.EMBODIMENT,
                TestTurns.ACTIONS,
                Optional.empty(),
                Optional.of(body),
                Optional.empty());
    }

    private static Requirement pair(String other) {
        return new Requirement(
                TestTurns.SCENE,
                TestTurns.DIGEST,
                TestTurns.EMBODIMENT,
                TestTurns.ACTIONS,
                Optional.empty(),
                Optional.empty(),
                Optional.of(other));
    }

    private static Requirement needs(String scene, String embodiment, String actions) {
        return new Requirement(scene, TestTurns.DIGEST, embodiment, actions, Optional.empty());
    }
}
