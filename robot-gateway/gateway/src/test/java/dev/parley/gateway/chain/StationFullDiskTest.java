package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A station whose disk is really full: a small one of its own, filled to the last block in mid-episode. */
@Tag("slow")
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class StationFullDiskTest {
    private static final int DISK_MEBIBYTES = 6;

    @Inject
    Lab lab;

    @Inject
    Assignments assignments;

    @Inject
    Stations stations;

    @Inject
    ArtifactStore artifacts;

    @Test
    void fullDiskEndsTheEpisodeWithItsCauseRefusesOffersAndMendsItself() throws Exception {
        assumeTrue(mayMount(), "a disk of its own needs Linux with user namespaces");
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        Path motions = Files.createTempDirectory("parley-motions-").resolve("motions");
        try (StationProcess station = StationProcess.onSmallDisk(registered, motions, DISK_MEBIBYTES)) {
            until(registered, "the station takes work", StationData::takesWork);
            AssignmentData first = lab.offer(lab.ask(Lab.someone()), registered, 0);
            lab.episode(first.id(), "running", it -> it.state() == EpisodeState.RUNNING);

            station.tell("fill");

            EpisodeData aborted =
                    lab.episode(first.id(), "aborted", it -> it.state().terminal());
            assertThat(aborted.state()).isEqualTo(EpisodeState.ABORTED);
            assertThat(aborted.endReason()).contains(EndReason.STATION_FAULT);
            assertThat(aborted.endDetail().orElseThrow()).contains("disk may be full");
            until(
                    registered,
                    "its page says why",
                    now -> now.fault()
                            .filter(why -> why.contains("disk is full"))
                            .isPresent());
            AssignmentData second = lab.offer(lab.ask(Lab.someone()), registered, 0);
            Lab.until(
                    "refused",
                    () -> Lab.await(assignments.find(second.id())).orElseThrow().state() == AssignmentState.DECLINED);

            Lab.until("what it recorded is handed over", station::heldNothing);
            station.tell("free");

            until(registered, "it takes work again by itself", StationData::takesWork);
            AssignmentData third = lab.offer(lab.ask(Lab.someone()), registered, 0);
            EpisodeData done = lab.episode(third.id(), "done", it -> it.state().terminal());
            assertThat(done.state()).isEqualTo(EpisodeState.TERMINATED);
            assertThat(done.steps()).hasValue(StationProcess.STEPS_ON_SMALL_DISK);
            assertThat(artifacts.find(first.id(), first.fence(), "steps.pb"))
                    .as("what was recorded before the disk was full")
                    .isPresent();
        }
    }

    private void until(Lab.Registered station, String what, java.util.function.Predicate<StationData> holds) {
        Lab.until(
                what, () -> Lab.await(stations.find(station.id())).filter(holds).isPresent());
    }

    private static boolean mayMount() throws Exception {
        Process probe = new ProcessBuilder(
                        "unshare", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
                .start();
        return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
    }
}
