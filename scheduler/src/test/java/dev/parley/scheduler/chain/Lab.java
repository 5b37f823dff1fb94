package dev.parley.scheduler.chain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.protobuf.ByteString;
import dev.parley.contracts.AuthorId;
import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Episodes;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.Turns;
import dev.parley.scheduler.matching.Matcher;
import dev.parley.scheduler.queue.QueueUpkeep;
import dev.parley.station.v1.ActionSpace;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.PolicyCapability;
import dev.parley.station.v1.SceneCapability;
import io.lettuce.core.RedisClient;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Askers and stations around the scheduler, on the real core. */
@ApplicationScoped
public class Lab {
    public static final String SCENE = "blocks-and-bowls";
    public static final String POLICY = "tabletop-bc";
    public static final String DIGEST = "ab".repeat(32);

    @Inject
    Stations stations;

    @Inject
    Prompts prompts;

    @Inject
    Turns turns;

    @Inject
    Assignments assignments;

    @Inject
    Episodes episodes;

    @Inject
    QueueUpkeep upkeep;

    @Inject
    Matcher matcher;

    @Inject
    Pool postgres;

    @ConfigProperty(name = "parley.redis.url")
    String redisUrl;

    public static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(60));
    }

    /** Nobody waits, no station is there, Redis is empty. Scenes and policies stay: they are immutable. */
    public void startAnew() {
        postgres.query(
                        "TRUNCATE turn, prompt, assignment, episode, station, station_audit, scheduler_fair_turn CASCADE")
                .executeAndAwait();
        postgres.query("UPDATE scheduler_fair_clock SET fair_round = 0").executeAndAwait();
        flush();
        // Makes the scene and the policies known, then is gone: prompts can be asked while nothing runs.
        StationData herald = station("herald", 1);
        await(stations.closeSession(herald.id(), herald.sessionEpoch(), "the test begins"));
    }

    public void flush() {
        RedisClient client = RedisClient.create(redisUrl);
        try (var connection = client.connect()) {
            connection.sync().flushall();
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    public StationData station(String name, int slots) {
        return station(name, StationKind.SIMULATOR, slots);
    }

    public StationData station(String name, StationKind kind, int slots) {
        return open(name, kind, capabilities(SCENE, "tabletop-arm-6dof", DIGEST, slots));
    }

    public StationData open(String name, Capabilities capabilities) {
        return open(name, StationKind.SIMULATOR, capabilities);
    }

    private StationData open(String name, StationKind kind, Capabilities capabilities) {
        StationId id = await(stations.register(
                        name + " " + UUID.randomUUID(), kind, UUID.randomUUID() + "-" + UUID.randomUUID()))
                .id();
        return await(stations.openSession(id, "boot-1", capabilities.toByteArray()));
    }

    public TurnData ask() {
        return ask(author("net-" + UUID.randomUUID()));
    }

    public TurnData ask(Author author) {
        PromptRequest request = new PromptRequest(
                Optional.of("put the red cube in the blue bowl"),
                Optional.empty(),
                Optional.of(SCENE),
                Optional.of(POLICY),
                OptionalLong.empty());
        return await(prompts.submit(request, author)).turns().getFirst();
    }

    public static Author author(String prefix) {
        return new Author(AuthorId.random(), prefix);
    }

    public TurnData turn(TurnId id) {
        return await(turns.find(id)).orElseThrow();
    }

    /** One look of a scheduler whose index is up to date. */
    public int match() {
        upkeep.reconcile();
        return matcher.match();
    }

    /** What a look offers this station, which has one free place. */
    public AssignmentData offerNow(StationData station) {
        match();
        return open(station).getFirst();
    }

    /** Changes rows behind everybody's back. */
    public void postgres(String change) {
        postgres.query(change).executeAndAwait();
    }

    public List<AssignmentData> open(StationData station) {
        return await(assignments.open(station.id()));
    }

    public AssignmentData lease(AssignmentData offered, Duration ttl) {
        return await(assignments.lease(offered.id(), offered.fence(), ttl));
    }

    public void runToTheEnd(AssignmentData offered) {
        AssignmentData leased = lease(offered, Duration.ofSeconds(30));
        List<EpisodeState> life = List.of(
                EpisodeState.RESETTING,
                EpisodeState.READY,
                EpisodeState.RUNNING,
                EpisodeState.FINALIZING,
                EpisodeState.TRUNCATED);
        for (int i = 0; i < life.size(); i++) {
            advance(leased, i + 1, life.get(i));
        }
        await(assignments.release(leased.id(), leased.fence()));
    }

    public void release(AssignmentData leased) {
        await(assignments.release(leased.id(), leased.fence()));
    }

    public void advance(AssignmentData leased, long sequence, EpisodeState state) {
        Episodes.Report report = new Episodes.Report(
                state,
                state.terminal() ? Optional.of(EndReason.STEP_LIMIT) : Optional.empty(),
                Optional.empty(),
                state.terminal() ? OptionalInt.of(10) : OptionalInt.empty(),
                Optional.empty(),
                state == EpisodeState.READY ? Optional.of("{}") : Optional.empty(),
                Optional.empty(),
                Optional.empty());
        await(episodes.advance(leased.id(), leased.fence(), sequence, report));
    }

    public static Capabilities capabilities(String scene, String embodiment, String digest, int slots) {
        return Capabilities.newBuilder()
                .setEmbodiment(Embodiment.newBuilder()
                        .setName(embodiment)
                        .setActionSpace(ActionSpace.newBuilder().setKind("delta-pose-gripper")))
                .addScenes(SceneCapability.newBuilder()
                        .setSceneId(scene)
                        .setVersion("1")
                        .setDescriptionJson(ByteString.copyFrom(sceneFile(scene))))
                .addPolicies(PolicyCapability.newBuilder()
                        .setName(digest.equals(DIGEST) ? POLICY : "other-policy")
                        .setDigest(digest)
                        .setKind("learned")
                        .setTitle("A policy")
                        .setAcceptsInstruction(true)
                        .setEmbodiment(embodiment)
                        .setActionSpaceKind("delta-pose-gripper")
                        .addSceneIds(scene))
                .setSlots(slots)
                .build();
    }

    private static byte[] sceneFile(String scene) {
        try (InputStream file = requireNonNull(Lab.class.getResourceAsStream("/scene.json"))) {
            return new String(file.readAllBytes(), UTF_8).replace(SCENE, scene).getBytes(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
