package dev.parley.core.station;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import dev.parley.contracts.StationId;
import dev.parley.station.v1.ActionSpace;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.Inference;
import dev.parley.station.v1.PolicyCapability;
import dev.parley.station.v1.SceneCapability;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens when a whole lab is switched on. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class AnnouncementsTest {
    private static final int STATIONS = 12;
    private static final Duration WITHIN = Duration.ofSeconds(30);

    @Inject
    Stations stations;

    @Test
    void stationsThatStartTogetherMayAllAnnounceWhatNobodyKnewBefore() {
        String scene = "scene-" + UUID.randomUUID();
        String policy = "policy-" + UUID.randomUUID();
        List<Uni<StationData>> sessions = new ArrayList<>();
        for (int i = 0; i < STATIONS; i++) {
            StationId id = stations.register("lab " + UUID.randomUUID(), StationKind.SIMULATOR, key())
                    .await()
                    .atMost(WITHIN)
                    .id();
            sessions.add(stations.openSession(id, "boot", announced(scene, policy, i % 2 == 0)));
        }

        List<StationData> opened =
                Uni.join().all(sessions).andFailFast().await().atMost(WITHIN);

        assertEquals(
                List.of(StationData.Connection.ONLINE),
                opened.stream().map(StationData::connection).distinct().toList());
    }

    @Test
    void stationMayHaveAnotherBodyInOneOfItsScenesAndSaysWhereNetworksRun() {
        String scene = "scene-" + UUID.randomUUID();
        Capabilities usual = Capabilities.newBuilder()
                .mergeFrom(parsed(announced(scene, "policy-" + UUID.randomUUID(), true)))
                .setEmbodiment(body("arm", "delta"))
                .setInference(Inference.newBuilder().setDevice("cuda:0").setBatch(16))
                .build();
        Capabilities both = usual.toBuilder()
                .setScenes(1, usual.getScenes(1).toBuilder().setEmbodiment(body("wheels", "velocity")))
                .build();
        StationId id = stations.register("lab " + UUID.randomUUID(), StationKind.SIMULATOR, key())
                .await()
                .atMost(WITHIN)
                .id();

        StationData opened =
                stations.openSession(id, "boot", both.toByteArray()).await().atMost(WITHIN);

        assertEquals(new StationData.Body("arm", "delta"), opened.bodyIn(scene + 0));
        assertEquals(new StationData.Body("wheels", "velocity"), opened.bodyIn(scene + 1));
        assertEquals(List.of("arm", "wheels"), opened.embodiments());
        assertEquals(Optional.of(new StationData.Inference("cuda:0", 16)), opened.inference());
    }

    private static Embodiment body(String name, String actions) {
        return Embodiment.newBuilder()
                .setName(name)
                .setActionSpace(ActionSpace.newBuilder().setKind(actions))
                .build();
    }

    private static Capabilities parsed(byte[] bytes) {
        return StationMapper.capabilities(bytes);
    }

    private static String key() {
        return UUID.randomUUID() + "-" + UUID.randomUUID();
    }

    /** Two of each; every other station names them the other way round. */
    private static byte[] announced(String scene, String policy, boolean forwards) {
        List<Integer> numbers = new ArrayList<>(IntStream.range(0, 2).boxed().toList());
        if (!forwards) {
            Collections.reverse(numbers);
        }
        Capabilities.Builder announced = Capabilities.newBuilder().setSlots(1);
        for (int number : numbers) {
            announced.addScenes(SceneCapability.newBuilder()
                    .setSceneId(scene + number)
                    .setVersion("1")
                    .setDescriptionJson(ByteString.copyFromUtf8("""
                            {"title": "Bench", "embodiment": "arm", "controlHz": 10, "horizonSteps": 10,
                             "objects": [], "tasks": [], "examples": []}""")));
            announced.addPolicies(PolicyCapability.newBuilder()
                    .setName(policy + number)
                    .setDigest("ab".repeat(32))
                    .setKind("random")
                    .setTitle("Any")
                    .setEmbodiment("arm")
                    .setActionSpaceKind("count")
                    .addSceneIds(scene + number));
        }
        return announced.build().toByteArray();
    }
}
