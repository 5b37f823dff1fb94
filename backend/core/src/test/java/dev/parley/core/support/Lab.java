package dev.parley.core.support;

import com.google.protobuf.ByteString;
import dev.parley.contracts.AuthorId;
import dev.parley.contracts.StationId;
import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Episodes;
import dev.parley.core.episode.Outcome;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.station.v1.ActionSpace;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.PolicyCapability;
import dev.parley.station.v1.SceneCapability;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** A scheduler, a gateway and stations in a few calls: what happens around core, in tests. */
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
    Assignments assignments;

    @Inject
    Episodes episodes;

    public static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(60));
    }

    public static Author someone() {
        AuthorId id = AuthorId.random();
        return new Author(id, "net-" + id);
    }

    public StationData station(StationKind kind) {
        String name = kind + " " + UUID.randomUUID();
        StationId id = await(stations.register(name, kind, UUID.randomUUID() + "-" + UUID.randomUUID()))
                .id();
        return await(stations.openSession(id, "boot-1", capabilities().toByteArray()));
    }

    public PromptData ask(Author author, String instruction) {
        return await(prompts.submit(request(instruction), author));
    }

    public static PromptRequest request(String instruction) {
        return new PromptRequest(
                Optional.of(instruction), Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty());
    }

    public AssignmentData offer(PromptData prompt, StationData station) {
        return await(assignments.offer(prompt.turns().getFirst().id(), station.id(), 0, Duration.ofSeconds(30)))
                .orElseThrow();
    }

    public AssignmentData lease(PromptData prompt, StationData station) {
        AssignmentData offered = offer(prompt, station);
        return await(assignments.lease(offered.id(), offered.fence(), Duration.ofSeconds(30)));
    }

    public EpisodeData advance(AssignmentData assignment, long sequence, EpisodeState state) {
        return await(episodes.advance(assignment.id(), assignment.fence(), sequence, report(state)));
    }

    public static Episodes.Report report(EpisodeState state) {
        Optional<EndReason> reason = switch (state) {
            case TERMINATED -> Optional.of(EndReason.TASK_DONE);
            case TRUNCATED -> Optional.of(EndReason.STEP_LIMIT);
            case ABORTED -> Optional.of(EndReason.STATION_FAULT);
            case CREATED, RESETTING, READY, RUNNING, HOLDING, FINALIZING, LOST -> Optional.empty();
        };
        Optional<Outcome> judgement = state == EpisodeState.TERMINATED
                ? Optional.of(new Outcome("scene", Outcome.Result.SUCCESS, OptionalDouble.of(1)))
                : Optional.empty();
        return new Episodes.Report(
                state,
                reason,
                Optional.empty(),
                state.terminal() ? OptionalInt.of(42) : OptionalInt.empty(),
                Optional.empty(),
                state == EpisodeState.READY ? Optional.of("{\"light\": 0.7}") : Optional.empty(),
                Optional.empty(),
                judgement);
    }

    /** From lease to its end: RESETTING, READY, RUNNING, FINALIZING, TERMINATED, released. */
    public EpisodeData runToTheEnd(AssignmentData assignment) {
        advance(assignment, 1, EpisodeState.RESETTING);
        advance(assignment, 2, EpisodeState.READY);
        advance(assignment, 3, EpisodeState.RUNNING);
        advance(assignment, 4, EpisodeState.FINALIZING);
        EpisodeData ended = advance(assignment, 5, EpisodeState.TERMINATED);
        await(assignments.release(assignment.id(), assignment.fence()));
        return ended;
    }

    public static Capabilities capabilities() {
        return Capabilities.newBuilder()
                .setEmbodiment(Embodiment.newBuilder()
                        .setName("tabletop-arm-6dof")
                        .setActionSpace(ActionSpace.newBuilder().setKind("delta-pose-gripper")))
                .addScenes(SceneCapability.newBuilder()
                        .setSceneId(SCENE)
                        .setVersion("1")
                        .setDescriptionJson(ByteString.copyFrom(scene())))
                .addPolicies(policy(POLICY, DIGEST, "learned"))
                .addPolicies(policy("scripted-expert", "cd".repeat(32), "scripted-expert"))
                .addPolicies(policy("goal-seeker", "ef".repeat(32), "random").toBuilder()
                        .setAcceptsInstruction(false)
                        .setAcceptsGoalImage(true))
                .addPolicies(policy("takes-both", "1f".repeat(32), "random").toBuilder()
                        .setAcceptsGoalImage(true))
                .setSlots(2)
                .build();
    }

    public static byte[] scene() {
        try (InputStream scene = Lab.class.getResourceAsStream("/scene.json")) {
            return scene.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PolicyCapability policy(String name, String digest, String kind) {
        return PolicyCapability.newBuilder()
                .setName(name)
                .setDigest(digest)
                .setKind(kind)
                .setTitle(name)
                .setAcceptsInstruction(true)
                .setEmbodiment("tabletop-arm-6dof")
                .setActionSpaceKind("delta-pose-gripper")
                .addSceneIds(SCENE)
                .build();
    }
}
