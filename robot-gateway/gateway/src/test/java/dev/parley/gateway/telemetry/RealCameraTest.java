package dev.parley.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.parley.contracts.AuthorId;
import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.StationId;
import dev.parley.core.account.Author;
import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Episodes;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.ShownKey;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.gateway.live.PublicMoments;
import dev.parley.station.v1.ActionSpace;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.PolicyCapability;
import dev.parley.station.v1.Poster;
import dev.parley.station.v1.SceneCapability;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What everybody sees of an episode, and when: of a camera in the real world from reset to end, of a simulation at any time. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class RealCameraTest {
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0, (byte) 0xff, (byte) 0xd9};

    @Inject
    Stations stations;

    @Inject
    Prompts prompts;

    @Inject
    Assignments assignments;

    @Inject
    Episodes episodes;

    @Inject
    ArtifactStore store;

    @Inject
    TelemetryDesk telemetry;

    @Inject
    PublicMoments moments;

    /** One episode and how far it is. */
    private final class Leased {
        private final StationData station;
        private final ShownKey key;
        private final AssignmentData assignment;
        private int sequence;

        Leased(StationData station, ShownKey key, AssignmentData assignment) {
            this.station = station;
            this.key = key;
            this.assignment = assignment;
        }

        EpisodeId id() {
            return assignment.id();
        }

        void advance(EpisodeState state) {
            sequence++;
            await(episodes.advance(
                    id(),
                    assignment.fence(),
                    sequence,
                    new Episodes.Report(
                            state,
                            state == EpisodeState.ABORTED ? Optional.of(EndReason.STATION_FAULT) : Optional.empty(),
                            Optional.empty(),
                            state.terminal() ? OptionalInt.of(1) : OptionalInt.empty(),
                            Optional.empty(),
                            state == EpisodeState.READY ? Optional.of("{}") : Optional.empty(),
                            Optional.empty(),
                            Optional.empty())));
        }

        /** A connection of its own each time: posters that follow too closely are dropped. */
        boolean posterIsKept() throws IOException {
            String camera = "c" + sequence;
            await(telemetry
                    .intake(station, key)
                    .poster(Poster.newBuilder()
                            .setEpisodeId(id().toString())
                            .setFence(assignment.fence().value())
                            .setCamera(camera)
                            .setJpeg(ByteString.copyFrom(JPEG))
                            .build()));
            return store.find(id(), assignment.fence(), camera + ".jpg").isPresent();
        }

        Optional<String> refusal() {
            return await(moments.require(id())
                    .map(open -> Optional.<String>empty())
                    .onFailure(ParleyException.class)
                    .recoverWithItem(refused -> Optional.of(String.valueOf(refused.getMessage()))));
        }

        int recordingsShown() {
            await(episodes.attach(id(), assignment.fence(), "main.mp4", "video/mp4", "ab".repeat(32), 10));
            return await(episodes.find(id())).orElseThrow().recordings().size();
        }
    }

    @ParameterizedTest
    @EnumSource(StationKind.class)
    void onlyACameraInTheRealWorldIsHiddenOutsideOfResetAndEnd(StationKind kind) throws Exception {
        boolean real = kind == StationKind.REAL_ROBOT;
        Leased episode = lease(kind);
        for (EpisodeState state : List.of(
                EpisodeState.RESETTING,
                EpisodeState.READY,
                EpisodeState.RUNNING,
                EpisodeState.HOLDING,
                EpisodeState.RUNNING,
                EpisodeState.FINALIZING)) {
            episode.advance(state);
            boolean shown = !real
                    || state == EpisodeState.READY
                    || state == EpisodeState.RUNNING
                    || state == EpisodeState.HOLDING;
            // What crowds read is looked up anew after the episode's event, which comes a moment later.
            Awaitility.await(kind + " in " + state)
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> episode.refusal().isEmpty() == shown);
            episode.refusal()
                    .ifPresent(
                            why -> assertThat(why).contains("from the moment the scene is set until the episode ends"));
            assertThat(episode.posterIsKept()).as("poster in %s", state).isEqualTo(shown);
        }
    }

    @Test
    void recordingOfOneThatNeverRanIsShownToNobody() throws Exception {
        assertThat(abortedBeforeItRan(StationKind.REAL_ROBOT).recordingsShown()).isZero();
        assertThat(abortedBeforeItRan(StationKind.REHEARSAL).recordingsShown()).isEqualTo(1);
    }

    @Test
    void recordingFromResetToEndIsShown() throws Exception {
        Leased episode = lease(StationKind.REAL_ROBOT);
        episode.advance(EpisodeState.RESETTING);
        episode.advance(EpisodeState.READY);
        episode.advance(EpisodeState.RUNNING);
        episode.advance(EpisodeState.ABORTED);
        assertThat(episode.recordingsShown()).isEqualTo(1);
    }

    private Leased abortedBeforeItRan(StationKind kind) throws Exception {
        Leased episode = lease(kind);
        episode.advance(EpisodeState.RESETTING);
        episode.advance(EpisodeState.ABORTED);
        return episode;
    }

    private Leased lease(StationKind kind) throws Exception {
        String key = UUID.randomUUID() + "-" + UUID.randomUUID();
        StationId id = await(stations.register(kind + " " + UUID.randomUUID(), kind, key))
                .id();
        String scene = "seen-" + UUID.randomUUID();
        StationData station =
                await(stations.openSession(id, "boot", capabilities(scene).toByteArray()));
        PromptRequest request = new PromptRequest(
                Optional.of("put the red cube in the blue bowl"),
                Optional.empty(),
                Optional.of(scene),
                Optional.empty(),
                OptionalLong.empty());
        AuthorId author = AuthorId.random();
        PromptData prompt = await(prompts.submit(request, new Author(author, "net-" + author)));
        AssignmentData offered = await(
                        assignments.offer(prompt.turns().getFirst().id(), station.id(), 0, Duration.ofSeconds(30)))
                .orElseThrow();
        return new Leased(
                station,
                ShownKey.of(key),
                await(assignments.lease(offered.id(), offered.fence(), Duration.ofSeconds(60))));
    }

    private static Capabilities capabilities(String scene) throws Exception {
        try (InputStream description = RealCameraTest.class.getResourceAsStream("/scene.json")) {
            return Capabilities.newBuilder()
                    .setEmbodiment(Embodiment.newBuilder()
                            .setName("tabletop-arm-6dof")
                            .setActionSpace(ActionSpace.newBuilder().setKind("delta-pose-gripper")))
                    .addScenes(SceneCapability.newBuilder()
                            .setSceneId(scene)
                            .setVersion("1")
                            .setDescriptionJson(ByteString.readFrom(description)))
                    .addPolicies(PolicyCapability.newBuilder()
                            .setName("p" + scene.substring(5))
                            .setDigest((UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", ""))
                            .setKind("learned")
                            .setTitle("Learned")
                            .setAcceptsInstruction(true)
                            .setEmbodiment("tabletop-arm-6dof")
                            .setActionSpaceKind("delta-pose-gripper")
                            .addSceneIds(scene))
                    .setSlots(1)
                    .build();
        }
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(60));
    }
}
