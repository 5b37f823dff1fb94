package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.core.turn.TurnState;
import dev.parley.core.turn.Turns;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A station under the rules of a real robot, killed by {@code kill -9} at each point that matters, and started again. */
@Tag("slow")
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class AtMostOnceKillTest {
    @Inject
    Lab lab;

    @Inject
    Assignments assignments;

    @Inject
    Stations stations;

    @Inject
    Turns turns;

    @Inject
    ArtifactStore artifacts;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NEVER")
    void killedStationNeverMovesTwiceAndThePlatformTellsTheTruth(KillPoint point) throws Exception {
        Lab.Registered registered = lab.register(StationKind.REHEARSAL);
        Path motions = Files.createTempDirectory("parley-motions-").resolve("motions");
        AssignmentData offered;
        try (StationProcess mortal = StationProcess.start(registered, StationKind.REHEARSAL, motions, point);
                ConsoleTyper operator = mortal.enable("start")) {
            awaitFit(registered);
            offered = lab.offer(lab.ask(Lab.someone()), registered, 0);
            mortal.awaitDeath();
            assertThat(operator).isNotNull();
        }
        Map<String, Long> moved = StationProcess.motions(motions);

        try (StationProcess reborn = StationProcess.start(registered, StationKind.REHEARSAL, motions, KillPoint.NEVER);
                ConsoleTyper operator = reborn.enable("start")) {
            EpisodeData ended =
                    lab.episode(offered.id(), "ended", it -> it.state().terminal());
            Lab.until("everything is handed over", () -> reborn.heldNothing(operator));

            tellsTheTruth(point, ended, offered);
            boolean nothingMoved = point == KillPoint.BEFORE_JOURNAL || point == KillPoint.JOURNALLED;
            Lab.until(
                    "the turn",
                    () -> Lab.await(turns.find(offered.turn().id()))
                                    .orElseThrow()
                                    .state()
                            == (nothingMoved ? TurnState.WAITING : TurnState.DONE));
            assertThat(Lab.await(assignments.offer(offered.turn().id(), registered.id(), 0, Duration.ofSeconds(20))))
                    .as("the machine gives a turn to a robot again only where nothing moved")
                    .matches(again -> again.isPresent() == nothingMoved);
            if (nothingMoved) {
                Lab.until(
                        "the new attempt runs to its end",
                        () -> StationProcess.motions(motions).size() == StationProcess.STEPS + 1);
            }
            Map<String, Long> after = StationProcess.motions(motions);
            assertThat(after.values()).as("no motion was made twice").allMatch(times -> times == 1);
            assertThat(after.keySet().stream()
                            .filter(line -> line.startsWith(offered.id().toString())))
                    .as("what began before the kill did not go on after it")
                    .hasSize(moved.size());
        }
    }

    private void tellsTheTruth(KillPoint point, EpisodeData ended, AssignmentData offered) throws Exception {
        switch (point) {
            case BEFORE_JOURNAL, JOURNALLED, BEFORE_MOTION, MOVING, ENDED -> {
                assertThat(ended.state()).isEqualTo(EpisodeState.LOST);
                assertThat(ended.endReason()).contains(EndReason.CONTACT_LOST);
                assertThat(ended.outcomes()).as("never an outcome").isEmpty();
            }
            case REPORT_KEPT, REPORT_SENT -> {
                assertThat(ended.state()).isEqualTo(EpisodeState.TERMINATED);
                assertThat(ended.outcomes()).hasSize(1);
                assertThat(ended.steps()).hasValue(StationProcess.STEPS);
            }
            case NEVER -> throw new AssertionError("somebody has to die");
        }
        boolean steps = point.compareTo(KillPoint.MOVING) >= 0;
        assertThat(artifacts.find(offered.id(), offered.fence(), "steps.pb").isPresent())
                .as("what was recorded is kept as evidence")
                .isEqualTo(steps);
    }

    /** Online, enabled and known to be. */
    private void awaitFit(Lab.Registered registered) {
        Lab.until(
                "the station takes work",
                () -> Lab.await(stations.find(registered.id()))
                        .filter(StationData::takesWork)
                        .isPresent());
    }
}
