package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.goal.ConfirmedGoal;
import dev.parley.core.goal.GoalRelation;
import dev.parley.core.goal.GoalStatement;
import dev.parley.core.goalimage.GoalImages;
import dev.parley.core.station.StationKind;
import dev.parley.core.turn.Placement;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import dev.parley.station.v1.ActionSpace;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Condition;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.EpisodeSpec;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SpecWriterTest {
    private static final byte[] PICTURE = {1, 2, 3};

    private static final Capabilities ARM = Capabilities.newBuilder()
            .setEmbodiment(Embodiment.newBuilder()
                    .setActionSpace(ActionSpace.newBuilder().setControlHz(10)))
            .build();

    @Test
    void offerHasSeedTaskAndPinnedConditionsToTheLastBitAndInOneOrder() {
        double friction = Math.nextUp(0.7);

        EpisodeSpec spec = spec(Map.of("table.tone", 1.0, "friction.objects", friction));

        assertThat(spec.getConditionsList())
                .containsExactly(
                        Condition.newBuilder()
                                .setName("friction.objects")
                                .setNumber(friction)
                                .build(),
                        Condition.newBuilder()
                                .setName("table.tone")
                                .setNumber(1)
                                .build());
        assertThat(spec.getSeed()).isEqualTo(-2);
        assertThat(spec.getTaskId()).isEqualTo("put-cube-red-in-bowl-blue");
        assertThat(spec.getInstruction()).isEqualTo("put it there");
    }

    @Test
    void offerOfAPromptPinsNothing() {
        assertThat(spec(Map.of()).getConditionsList()).isEmpty();
    }

    @Test
    void goalOfARobotGoesWithItsPictureAndBothTolerances() {
        GoalStatement pose = new GoalStatement(
                List.of(
                        new GoalRelation("robot-at-point", "robot", "window", "", 1.5, -0.5, null),
                        new GoalRelation("robot-heading", "robot", "shelf", "", null, null, 2.0),
                        new GoalRelation("robot-at", "robot", "dock", "", null, null, null)),
                0.4,
                30.0);

        EpisodeSpec spec = spec(
                Map.of(),
                Optional.empty(),
                Optional.of(GoalImageId.random()),
                Optional.of(new ConfirmedGoal("room", 7, pose, "the robot stands there")));

        assertThat(spec.getGoalImage().getPng().toByteArray()).isEqualTo(PICTURE);
        assertThat(spec.getGoalStatement().getRelationsList())
                .containsExactly(
                        relation("robot-at-point", "window")
                                .setXM(1.5)
                                .setYM(-0.5)
                                .setWithinM(0.4)
                                .build(),
                        relation("robot-heading", "shelf")
                                .setHeadingRad(2)
                                .setWithinRad(Math.toRadians(30))
                                .build(),
                        relation("robot-at", "dock").build());
    }

    private static dev.parley.station.v1.GoalRelation.Builder relation(String kind, String target) {
        return dev.parley.station.v1.GoalRelation.newBuilder()
                .setKind(kind)
                .setObject("robot")
                .setTarget(target);
    }

    private static EpisodeSpec spec(Map<String, Double> conditions) {
        return spec(conditions, Optional.of("put-cube-red-in-bowl-blue"), Optional.empty(), Optional.empty());
    }

    private static EpisodeSpec spec(
            Map<String, Double> conditions,
            Optional<String> task,
            Optional<GoalImageId> picture,
            Optional<ConfirmedGoal> meaning) {
        TurnData turn = new TurnData(
                TurnId.random(),
                PromptId.random(),
                AuthorId.random(),
                TurnState.ASSIGNED,
                new Placement(PriorityClass.STUDY, 1, 1),
                "blocks-and-bowls",
                "tabletop-bc",
                "ab".repeat(32),
                "arm",
                "delta",
                Optional.empty(),
                Optional.of("put it there"),
                picture,
                task,
                -2,
                200,
                0,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                conditions,
                Optional.empty(),
                Optional.empty());
        AssignmentData assignment = new AssignmentData(
                EpisodeId.random(),
                turn,
                new StationId(UUID.randomUUID()),
                0,
                new Fence(1),
                AssignmentState.OFFERED,
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty());
        return new SpecWriter(new OnePicture(), image -> Uni.createFrom().item(meaning))
                .spec(assignment, ARM, StationKind.SIMULATOR)
                .await()
                .atMost(Duration.ofSeconds(60));
    }

    /** Whoever asks with a picture asks with this one. */
    private static final class OnePicture implements GoalImages {
        @Override
        public Uni<GoalImageId> store(byte[] upload, Author author) {
            return Uni.createFrom().failure(new UnsupportedOperationException());
        }

        @Override
        public Uni<GoalImageId> storeRendered(byte[] png, Author author) {
            return store(png, author);
        }

        @Override
        public Uni<GoalImageId> storeForStudy(byte[] upload, Author author) {
            return store(upload, author);
        }

        @Override
        public Uni<Map<GoalImageId, String>> digests(Collection<GoalImageId> ids, Author author) {
            return Uni.createFrom().item(Map.of());
        }

        @Override
        public Uni<Boolean> belongsTo(GoalImageId id, Author author) {
            return Uni.createFrom().item(false);
        }

        @Override
        public Uni<Optional<byte[]>> png(GoalImageId id) {
            return Uni.createFrom().item(Optional.of(PICTURE));
        }
    }
}
