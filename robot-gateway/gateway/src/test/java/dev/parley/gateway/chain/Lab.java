package dev.parley.gateway.chain;

import com.google.protobuf.ByteString;
import dev.parley.contracts.AuthorId;
import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.StationId;
import dev.parley.contracts.wire.WireEncoding;
import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.Episodes;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.station.Station;
import dev.parley.station.StationBody;
import dev.parley.station.StationConfig;
import dev.parley.station.v1.ActionSpace;
import dev.parley.station.v1.CameraSpec;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.ObservationSpace;
import dev.parley.station.v1.PolicyCapability;
import dev.parley.station.v1.SceneCapability;
import dev.parley.station.v1.StopLevel;
import dev.parley.station.v1.VectorSpace;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/** Prompts, offers and stations in a few calls. */
@ApplicationScoped
public class Lab {
    static final String SCENE = "blocks-and-bowls";
    static final String DIGEST = "ab".repeat(32);
    private static final String POLICY = "tabletop-bc";

    @Inject
    Stations stations;

    @Inject
    Prompts prompts;

    @Inject
    Assignments assignments;

    @Inject
    Episodes episodes;

    /** A registered station: its id, its key, and the folder that survives its restarts. */
    record Registered(StationId id, String key, Path folder) {}

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(60));
    }

    static URI gateway() {
        return URI.create(
                "http://127.0.0.1:" + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class));
    }

    Registered register(StationKind kind) throws IOException {
        String key = UUID.randomUUID() + "-" + UUID.randomUUID();
        StationData station = await(stations.register(kind + "-" + UUID.randomUUID(), kind, key));
        return new Registered(station.id(), key, Files.createTempDirectory("parley-station-"));
    }

    /** Makes what this station can do known, without a connection. */
    void announce(Registered station) {
        await(stations.openSession(
                station.id(), "announced", capabilities(StationKind.SIMULATOR).toByteArray()));
    }

    Station connect(Registered station, StationBody body, WireEncoding encoding) throws IOException {
        Station client = Station.connect(
                StationConfig.of(gateway(), station.key(), station.folder()).withEncoding(encoding), body);
        until("station online", () -> client.status().online());
        return client;
    }

    static Author someone() {
        AuthorId id = AuthorId.random();
        return new Author(id, "net-" + id);
    }

    PromptData ask(Author author) {
        return ask(author, Optional.empty());
    }

    /** With the policy that {@link #capabilities} announces, whatever the stations of other tests have. */
    PromptData askForItsPolicy(Author author) {
        return ask(author, Optional.of(POLICY));
    }

    private PromptData ask(Author author, Optional<String> policy) {
        return await(prompts.submit(
                new PromptRequest(
                        Optional.of("put the red cube in the blue bowl"),
                        Optional.empty(),
                        Optional.of(SCENE),
                        policy,
                        OptionalLong.of(7)),
                author));
    }

    AssignmentData offer(PromptData prompt, Registered station, int slot) {
        return await(assignments.offer(prompt.turns().getFirst().id(), station.id(), slot, Duration.ofSeconds(20)))
                .orElseThrow();
    }

    /** Waits until the episode is as wanted, looking again and again. */
    EpisodeData episode(EpisodeId id, String what, Predicate<EpisodeData> wanted) {
        return Awaitility.await(what)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> await(episodes.find(id)),
                        found -> found.filter(wanted).isPresent())
                .orElseThrow();
    }

    static void until(String what, Supplier<Boolean> holds) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(holds::get);
    }

    static Capabilities capabilities(StationKind kind) {
        return Capabilities.newBuilder()
                .setKind(dev.parley.station.v1.StationKind.valueOf("STATION_KIND_" + kind.name()))
                .setEmbodiment(Embodiment.newBuilder()
                        .setName("tabletop-arm-6dof")
                        .setActionSpace(ActionSpace.newBuilder()
                                .setKind("delta-pose-gripper")
                                .setControlHz(10)
                                .setVector(VectorSpace.newBuilder()
                                        .addNames("dx_m")
                                        .addLow(-1)
                                        .addHigh(1)))
                        .setObservationSpace(ObservationSpace.newBuilder()
                                .setState(VectorSpace.newBuilder()
                                        .addAllNames(List.of("tool_x_m", "tool_y_m", "tool_z_m", "finger_opening_m"))
                                        .addAllLow(List.of(-1.0, -1.0, -1.0, 0.0))
                                        .addAllHigh(List.of(1.0, 1.0, 1.0, 0.1)))
                                .addCameras(CameraSpec.newBuilder()
                                        .setName("main")
                                        .setWidthPx(640)
                                        .setHeightPx(480)
                                        .setFps(20)
                                        .setLive(true)
                                        .setRecorded(true))))
                .addScenes(SceneCapability.newBuilder()
                        .setSceneId(SCENE)
                        .setVersion("1")
                        .setAutomaticReset(true)
                        .setSeedable(true)
                        .setDescriptionJson(ByteString.copyFrom(scene())))
                .addPolicies(PolicyCapability.newBuilder()
                        .setName(POLICY)
                        .setDigest(DIGEST)
                        .setKind("learned")
                        .setTitle("Behaviour cloning")
                        .setAcceptsInstruction(true)
                        .setEmbodiment("tabletop-arm-6dof")
                        .setActionSpaceKind("delta-pose-gripper")
                        .addSceneIds(SCENE))
                .setSlots(2)
                .addStopLevels(StopLevel.STOP_LEVEL_CONTROLLED_STOP)
                .setRenders(true)
                .setSoftware("counting 1")
                .build();
    }

    private static byte[] scene() {
        try (InputStream scene = Lab.class.getResourceAsStream("/scene.json")) {
            if (scene == null) {
                throw new IllegalStateException("scene.json is not among the test's resources");
            }
            return scene.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
