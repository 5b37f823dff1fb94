package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.artifact.StoredArtifact;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Outcome;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.core.station.StopCommands;
import dev.parley.station.v1.StepRecord;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The example of the Python SDK, a whole station of its own, against the real gateway. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@Tag("slow")
class PythonStationTest {
    private static final String SCENE = PythonStation.SCENE;
    private static final Path SDK = PythonStation.SDK;

    private static Optional<String> python = Optional.empty();

    @Inject
    Lab lab;

    @Inject
    Prompts prompts;

    @Inject
    Stations stations;

    @Inject
    StopCommands stops;

    @Inject
    ArtifactStore artifacts;

    @BeforeAll
    static void findPython() throws Exception {
        python = PythonStation.interpreter();
        assumeTrue(python.isPresent(), "stations in Python are not tested: install Debian's python3-websockets");
    }

    @Test
    void promptIsRunByAStationInPython() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        try (PythonStation station = PythonStation.start(python.orElseThrow(), registered)) {
            online(registered);
            AssignmentData offered = lab.offer(ask("put the red puck in the blue pocket"), registered, 0);

            EpisodeData episode = lab.episode(offered.id(), "terminated", it -> it.state() == EpisodeState.TERMINATED);

            assertThat(episode.endReason()).contains(EndReason.TASK_DONE);
            assertThat(episode.executionProfile().orElseThrow()).contains("CPython");
            assertThat(episode.conditions()).contains("pucks");
            assertThat(episode.outcomes()).singleElement().satisfies(outcome -> {
                assertThat(outcome.judge()).isEqualTo("scene");
                assertThat(outcome.result()).isEqualTo(Outcome.Result.SUCCESS);
            });
            List<StepRecord> steps = steps(
                    artifacts.find(offered.id(), offered.fence(), "steps.pb").orElseThrow());
            assertThat(steps).hasSize(episode.steps().orElseThrow()).hasSizeGreaterThan(5);
            for (int i = 0; i < steps.size(); i++) {
                StepRecord step = steps.get(i);
                assertThat(step.getStep()).isEqualTo(i);
                assertThat(step.getStateCount()).isEqualTo(7);
                assertThat(step.getActionCommandedCount()).isEqualTo(3);
                assertThat(step.getActionAppliedList()).allMatch(Double::isFinite);
            }
            // The magnet starts in the middle of the near edge.
            assertThat(steps.getFirst().getStateList()).startsWith(0.25, 0.02, 0.0);
            assertThat(steps.getLast().getProgress()).isEqualTo(1);
            assertThat(artifacts.find(offered.id(), offered.fence(), "path.json"))
                    .isPresent();
            Lab.until("the station deleted what the platform has", station::holdsNothing);
        }
        Lab.until("off line", () -> !isOnline(registered));
    }

    @Test
    void stopEndsItsEpisodeAndOutlivesItsRestart() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        try (PythonStation station = PythonStation.idle(python.orElseThrow(), registered)) {
            online(registered);
            AssignmentData offered = lab.offer(ask("put the green puck in the orange pocket"), registered, 0);
            lab.episode(offered.id(), "running", it -> it.state() == EpisodeState.RUNNING);

            Lab.await(stops.stop(registered.id(), "Ada", "smoke"));

            EpisodeData episode = lab.episode(offered.id(), "aborted", it -> it.state() == EpisodeState.ABORTED);
            assertThat(episode.endReason()).contains(EndReason.STOPPED_BY_STAFF);
            assertThat(episode.outcomes()).isEmpty();
            Lab.until("handed over", station::holdsNothing);
        }
        String stopId =
                Lab.await(stations.find(registered.id())).orElseThrow().stopId().orElseThrow();
        assertThat(registered.folder().resolve("stop.json")).content().contains(stopId);
        try (PythonStation station = PythonStation.start(python.orElseThrow(), registered)) {
            online(registered);
            Lab.await(stations.clearStop(registered.id(), stopId, "Grace", "the smoke was steam"));
            Lab.until("cleared at the station", () -> !station.isStopped());
        }
    }

    @Test
    void killedStationIsLostAndItsTurnWaitsAgainAndItsStepsAreHandedInLater() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        AssignmentData offered;
        try (PythonStation station = PythonStation.idle(python.orElseThrow(), registered)) {
            online(registered);
            offered = lab.offer(ask("put the red puck in the orange pocket"), registered, 0);
            lab.episode(offered.id(), "running", it -> it.state() == EpisodeState.RUNNING);
            Path log = station.folder(offered).resolve("steps.pb");
            Lab.until("some steps", () -> size(log) > 300);
            station.kill();
        }
        try (PythonStation station = PythonStation.start(python.orElseThrow(), registered)) {
            EpisodeData lost = lab.episode(offered.id(), "lost", it -> it.state() == EpisodeState.LOST);

            assertThat(lost.endReason()).contains(EndReason.CONTACT_LOST);
            Lab.until("evidence of the lost attempt", station::holdsNothing);
            assertThat(artifacts.find(offered.id(), offered.fence(), "steps.pb"))
                    .isPresent();
        }
    }

    /** The SDK's own tests, which need nothing of this module but are nobody else's to run. */
    @Test
    void testsInPythonPass() throws Exception {
        Path log = Files.createTempFile("parley-python-tests-", ".log");
        Process tests = new ProcessBuilder(python.orElseThrow(), "-B", "-m", "unittest", "discover", "-s", "tests")
                .directory(SDK.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        boolean ended = tests.waitFor(10, TimeUnit.MINUTES);

        if (!ended) {
            tests.descendants().forEach(ProcessHandle::destroyForcibly);
            tests.destroyForcibly();
        }
        assertThat(ended && tests.exitValue() == 0).as(() -> read(log)).isTrue();
    }

    private PromptData ask(String instruction) {
        return Lab.await(prompts.submit(
                new PromptRequest(
                        Optional.of(instruction),
                        Optional.empty(),
                        Optional.of(SCENE),
                        Optional.empty(),
                        OptionalLong.of(7)),
                Lab.someone()));
    }

    private void online(Lab.Registered registered) {
        Lab.until("on line", () -> isOnline(registered));
    }

    private boolean isOnline(Lab.Registered registered) {
        return Lab.await(stations.find(registered.id())).orElseThrow().connection() == StationData.Connection.ONLINE;
    }

    private static List<StepRecord> steps(StoredArtifact log) throws IOException {
        List<StepRecord> steps = new ArrayList<>();
        try (InputStream in = log.open()) {
            for (StepRecord step = StepRecord.parseDelimitedFrom(in);
                    step != null;
                    step = StepRecord.parseDelimitedFrom(in)) {
                steps.add(step);
            }
        }
        return steps;
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
