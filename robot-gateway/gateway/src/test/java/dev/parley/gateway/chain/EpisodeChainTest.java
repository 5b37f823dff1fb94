package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.wire.WireEncoding;
import dev.parley.core.account.Author;
import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.artifact.StoredArtifact;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Outcome;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.core.turn.TurnState;
import dev.parley.core.turn.Turns;
import dev.parley.station.EpisodeRun;
import dev.parley.station.Station;
import dev.parley.station.v1.StepRecord;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class EpisodeChainTest {
    @Inject
    Lab lab;

    @Inject
    Assignments assignments;

    @Inject
    Prompts prompts;

    @Inject
    Stations stations;

    @Inject
    Turns turns;

    @Inject
    ArtifactStore artifacts;

    @ParameterizedTest
    @EnumSource(WireEncoding.class)
    void offeredTurnBecomesRecordedEpisode(WireEncoding encoding) throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.SIMULATOR), 60, true);
        try (Station station = lab.connect(registered, body, encoding)) {
            PromptData prompt = lab.ask(Lab.someone());
            AssignmentData offered = lab.offer(prompt, registered, 1);

            EpisodeData episode = lab.episode(offered.id(), "terminated", it -> it.state() == EpisodeState.TERMINATED);

            assertThat(episode.endReason()).contains(EndReason.TASK_DONE);
            assertThat(episode.steps()).hasValue(60);
            assertThat(episode.executionProfile()).contains("counting");
            assertThat(episode.conditions()).contains("light").contains("grey");
            assertThat(episode.outcomes()).singleElement().satisfies(outcome -> {
                assertThat(outcome.judge()).isEqualTo("scene");
                assertThat(outcome.result()).isEqualTo(Outcome.Result.SUCCESS);
            });
            assertThat(episode.recordings())
                    .singleElement()
                    .satisfies(recording -> assertThat(recording.sizeBytes()).isEqualTo(300_000));
            EpisodeRun run = body.started.poll(1, TimeUnit.SECONDS);
            assertThat(run).isNotNull();
            assertThat(run.live("main")).isPresent();
            assertThat(run.spec().getSeed()).isEqualTo(7);
            assertThat(run.spec().getRecordCamerasList()).containsExactly("main");
            Lab.until(
                    "the turn is done",
                    () -> Lab.await(turns.find(offered.turn().id()))
                                    .orElseThrow()
                                    .state()
                            == TurnState.DONE);
            Lab.until(
                    "the station deleted what the platform has",
                    () -> station.status().held() == 0 && !Files.exists(run.directory()));
            assertThat(stepsOf(artifacts
                            .find(offered.id(), offered.fence(), "steps.pb")
                            .orElseThrow()))
                    .isEqualTo(60);
            assertThat(artifacts.find(offered.id(), offered.fence(), "main.jpg"))
                    .isPresent();
        }
    }

    @Test
    void declinedOfferSendsTurnBackToQueue() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.SIMULATOR), 10, true);
        body.refuseWith("The bowl is broken.");
        try (Station station = lab.connect(registered, body, WireEncoding.BINARY)) {
            AssignmentData offered = lab.offer(lab.ask(Lab.someone()), registered, 0);

            Lab.until(
                    "declined",
                    () -> Lab.await(assignments.find(offered.id()))
                                    .orElseThrow()
                                    .state()
                            == AssignmentState.DECLINED);

            assertThat(Lab.await(turns.find(offered.turn().id())).orElseThrow().waitNote())
                    .contains("The bowl is broken.");
            assertThat(station.status().running()).isZero();
        }
    }

    @Test
    void withdrawnPromptAbortsItsRunningEpisode() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.SIMULATOR), 10, false);
        try (Station station = lab.connect(registered, body, WireEncoding.BINARY)) {
            Author author = Lab.someone();
            PromptData prompt = lab.ask(author);
            AssignmentData offered = lab.offer(prompt, registered, 0);
            lab.episode(offered.id(), "running", it -> it.state() == EpisodeState.RUNNING);

            Lab.await(prompts.withdraw(prompt.id(), author));

            EpisodeData episode = lab.episode(offered.id(), "aborted", it -> it.state() == EpisodeState.ABORTED);
            assertThat(episode.endReason()).contains(EndReason.STOPPED_BY_ASKER);
            Lab.until("evidence is with the platform", () -> station.status().held() == 0);
            assertThat(artifacts.find(offered.id(), offered.fence(), "main.mp4"))
                    .isPresent();
        }
    }

    @Test
    void newStartOfStationLosesItsEpisodeAtOnceAndTurnWaitsAgain() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.SIMULATOR), 10, false);
        AssignmentData offered;
        Path folder;
        try (Station station = lab.connect(registered, body, WireEncoding.BINARY)) {
            offered = lab.offer(lab.ask(Lab.someone()), registered, 0);
            lab.episode(offered.id(), "running", it -> it.state() == EpisodeState.RUNNING);
            Lab.until("some steps", () -> body.moved.get() > 5);
            // What a killed process leaves behind: its folder as it is in mid-episode.
            folder = Folders.copy(registered.folder());
            CountingBody reborn = new CountingBody(Lab.capabilities(StationKind.SIMULATOR), 10, true);
            try (Station after = lab.connect(
                    new Lab.Registered(registered.id(), registered.key(), folder), reborn, WireEncoding.BINARY)) {
                EpisodeData lost = lab.episode(offered.id(), "lost", it -> it.state() == EpisodeState.LOST);

                assertThat(lost.endReason()).contains(EndReason.CONTACT_LOST);
                assertThat(Lab.await(turns.find(offered.turn().id())).orElseThrow())
                        .satisfies(turn -> {
                            assertThat(turn.state()).isEqualTo(TurnState.WAITING);
                            assertThat(turn.attempts()).isEqualTo(1);
                        });
                Lab.until("evidence of the lost attempt", () -> after.status().held() == 0);
                assertThat(artifacts.find(offered.id(), offered.fence(), "steps.pb"))
                        .isPresent();
                assertThat(lab.episode(offered.id(), "still lost", it -> true).state())
                        .isEqualTo(EpisodeState.LOST);
                assertThat(lab.episode(offered.id(), "no outcome", it -> true).outcomes())
                        .isEmpty();
            }
        }
    }

    @Test
    void stationIsOnlineWhileConnectedAndOfflineWithCauseAfterwards() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        CountingBody body = new CountingBody(Lab.capabilities(StationKind.SIMULATOR), 10, true);
        try (Station station = lab.connect(registered, body, WireEncoding.JSON)) {
            assertThat(station.status().stationName()).isPresent();
            assertThat(Lab.await(stations.find(registered.id())).orElseThrow().connection())
                    .isEqualTo(StationData.Connection.ONLINE);
        }
        Lab.until(
                "offline",
                () -> Lab.await(stations.find(registered.id()))
                        .orElseThrow()
                        .offlineCause()
                        .isPresent());
    }

    private static int stepsOf(StoredArtifact log) throws Exception {
        int count = 0;
        try (InputStream in = log.open()) {
            while (true) {
                StepRecord step = StepRecord.parseDelimitedFrom(in);
                if (step == null) {
                    return count;
                }
                assertThat(step.getStep()).isEqualTo(count);
                count++;
            }
        }
    }
}
