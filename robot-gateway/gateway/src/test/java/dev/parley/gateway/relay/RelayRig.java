package dev.parley.gateway.relay;

import com.google.protobuf.ByteString;
import dev.parley.contracts.AuthorId;
import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.audit.Actor;
import dev.parley.core.person.People;
import dev.parley.core.person.PersonData;
import dev.parley.core.person.SignedIn;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.remote.AllowedHosts;
import dev.parley.core.remote.AskedTimes;
import dev.parley.core.remote.Input;
import dev.parley.core.remote.Mapping;
import dev.parley.core.remote.Registration;
import dev.parley.core.remote.RemotePolicies;
import dev.parley.core.remote.RemotePolicyData;
import dev.parley.core.remote.RemoteState;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.policy.dialect.Dialect;
import dev.parley.policy.guard.AddressGuard;
import dev.parley.policy.guard.Resolver;
import dev.parley.policy.link.LinkFault;
import dev.parley.policy.link.LinkLimits;
import dev.parley.policy.link.RemotePolicy;
import dev.parley.policy.wire.NumpyArray;
import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.policy.wire.PolicyValue.Text;
import dev.parley.station.v1.ActionSpace;
import dev.parley.station.v1.CameraSpec;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.ObservationSpace;
import dev.parley.station.v1.PolicyReference;
import dev.parley.station.v1.SceneCapability;
import dev.parley.station.v1.VectorSpace;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/** A registered policy, a turn for it and what its station would be told, in a few calls. */
@ApplicationScoped
public class RelayRig {
    static final int WIDTH = 7;
    static final int HORIZON = 2;
    static final int SIDE = 224;

    @Inject
    Stations stations;

    @Inject
    Prompts prompts;

    @Inject
    Assignments assignments;

    @Inject
    People people;

    @Inject
    RemotePolicies policies;

    @Inject
    AllowedHosts hosts;

    @Inject
    RelayOffers offers;

    /** One turn that is on its way to a station. */
    record Offered(AssignmentData assignment, EpisodeSpec spec, String policy) {
        PolicyReference reference() {
            return spec.getPolicy();
        }

        String token() {
            return reference().getRelay().getToken();
        }
    }

    /** What was measured of a policy. */
    Optional<AskedTimes> asked(String policy) {
        return await(policies.asked(policy));
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(60));
    }

    /** A scene that no other test knows, at a station that reaches policies elsewhere. */
    StationData station(String scene) {
        StationData station = await(stations.register(
                "relaying " + UUID.randomUUID(), StationKind.SIMULATOR, UUID.randomUUID() + "-" + UUID.randomUUID()));
        return await(
                stations.openSession(station.id(), "boot-1", capabilities(scene).toByteArray()));
    }

    /** Its name, once it is in order. */
    String registered(URI server, String scene) {
        PersonData person = await(people.create(
                        "maker-" + UUID.randomUUID().toString().substring(0, 8), "A Maker", Actor.platform()))
                .person();
        SignedIn who = new SignedIn(person.id(), person.login(), person.name(), List.of(), false);
        Actor by = new Actor(Optional.of(person.id()), person.name(), "RESEARCHER", "");
        await(hosts.allow("127.0.0.1:" + server.getPort(), by, "for a test"));
        String name = "elsewhere-" + UUID.randomUUID().toString().substring(0, 8);
        Mapping mapping = new Mapping(
                List.of(scene),
                List.of(
                        new Input("observation/image", "camera", List.of(SIDE, SIDE, 3)),
                        new Input("observation/wrist_image", "camera", List.of(SIDE, SIDE, 3)),
                        new Input("observation/state", "state", List.of(6)),
                        new Input("prompt", "instruction", List.of())),
                WIDTH,
                HORIZON);
        await(policies.register(
                new Registration(name, "Elsewhere", "", server, Dialect.OPENPI, Optional.empty(), mapping), who, by));
        Awaitility.await("policy in order")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() ->
                        await(policies.find(name)).map(RemotePolicyData::state).equals(Optional.of(RemoteState.READY)));
        return name;
    }

    Offered offered(String policy, String scene, StationData station) {
        AuthorId id = AuthorId.random();
        PromptData prompt = await(prompts.submit(
                new PromptRequest(
                        Optional.of("put the red cube in the blue bowl"),
                        Optional.empty(),
                        Optional.of(scene),
                        Optional.of(policy),
                        OptionalLong.of(7)),
                new Author(id, "net-" + id)));
        AssignmentData assignment = await(
                        assignments.offer(prompt.turns().getFirst().id(), station.id(), 0, Duration.ofSeconds(60)))
                .orElseThrow();
        EpisodeSpec plain = EpisodeSpec.newBuilder()
                .setSceneId(scene)
                .setPolicy(PolicyReference.newBuilder()
                        .setName(assignment.turn().policyName())
                        .setDigest(assignment.turn().policyDigest()))
                .build();
        return new Offered(assignment, await(offers.relayed(assignment, plain)), policy);
    }

    /** As a station would, with any client of openpi. */
    static RemotePolicy connect(String token) throws LinkFault, InterruptedException {
        return RemotePolicy.open(
                relay(),
                Dialect.OPENPI,
                Map.of("Authorization", "Bearer " + token),
                new AddressGuard(Set.of("127.0.0.1"), Resolver.SYSTEM),
                LinkLimits.EXAMINATION,
                System::nanoTime);
    }

    static URI relay() {
        return URI.create("ws://127.0.0.1:"
                + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class)
                + RelaySocket.PATH);
    }

    static Fields observation(float first) {
        byte[] picture = new byte[SIDE * SIDE * 3];
        return Fields.empty()
                .with("input_0", new Array(NumpyArray.ofUint8(picture, SIDE, SIDE, 3)))
                .with("input_1", new Array(NumpyArray.ofUint8(picture, SIDE, SIDE, 3)))
                .with("input_2", new Array(NumpyArray.ofFloats(new float[] {first, 0, 0, 0, 0, 0}, 6)))
                .with("input_3", new Text("put the red cube in the blue bowl"));
    }

    private static Capabilities capabilities(String scene) {
        return Capabilities.newBuilder()
                .setEmbodiment(Embodiment.newBuilder()
                        .setName("tabletop-arm-6dof")
                        .setActionSpace(ActionSpace.newBuilder()
                                .setKind("delta-pose-gripper")
                                .setVector(vector("action", WIDTH))
                                .setControlHz(10))
                        .setObservationSpace(ObservationSpace.newBuilder()
                                .setState(vector("state", 6))
                                .addCameras(CameraSpec.newBuilder().setName("policy"))))
                .addScenes(SceneCapability.newBuilder()
                        .setSceneId(scene)
                        .setVersion("1")
                        .setDescriptionJson(ByteString.copyFrom(scene())))
                .setSlots(1)
                .setReachesRelayedPolicies(true)
                .build();
    }

    private static VectorSpace vector(String name, int width) {
        VectorSpace.Builder vector = VectorSpace.newBuilder();
        IntStream.range(0, width)
                .forEach(i -> vector.addNames(name + "_" + i).addLow(-1).addHigh(1));
        return vector.build();
    }

    private static byte[] scene() {
        try (InputStream scene = RelayRig.class.getResourceAsStream("/scene.json")) {
            if (scene == null) {
                throw new IllegalStateException("scene.json is not among the test's resources");
            }
            return scene.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
