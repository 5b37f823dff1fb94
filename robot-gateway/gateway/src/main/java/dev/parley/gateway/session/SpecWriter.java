package dev.parley.gateway.session;

import com.google.protobuf.ByteString;
import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.SceneBody;
import dev.parley.contracts.Sha256;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.goal.ConfirmedGoal;
import dev.parley.core.goal.GoalRelation;
import dev.parley.core.goal.GoalStatement;
import dev.parley.core.goal.GoalStatements;
import dev.parley.core.goalimage.GoalImages;
import dev.parley.core.station.StationKind;
import dev.parley.core.turn.TurnData;
import dev.parley.station.v1.CameraSpec;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Condition;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.GoalImage;
import dev.parley.station.v1.Guarantee;
import dev.parley.station.v1.PolicyReference;
import dev.parley.station.v1.SafetyEnvelope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Writes down all that a station needs to run a turn and to repeat it. */
@ApplicationScoped
class SpecWriter {
    /** Resetting, loading and a slow machine may take this long beside the steps themselves. */
    private static final Duration SLACK = Duration.ofMinutes(2);

    private static final int SLOWER_THAN_REAL_TIME = 4;

    private final GoalImages goalImages;
    private final Function<GoalImageId, Uni<Optional<ConfirmedGoal>>> meanings;

    @Inject
    SpecWriter(GoalImages goalImages, GoalStatements statements) {
        this(goalImages, statements::of);
    }

    SpecWriter(GoalImages goalImages, Function<GoalImageId, Uni<Optional<ConfirmedGoal>>> meanings) {
        this.goalImages = goalImages;
        this.meanings = meanings;
    }

    Uni<EpisodeSpec> spec(AssignmentData assignment, Capabilities capabilities, StationKind kind) {
        TurnData turn = assignment.turn();
        Embodiment body = SceneBody.of(capabilities, turn.sceneId());
        EpisodeSpec.Builder spec = EpisodeSpec.newBuilder()
                .setSceneId(turn.sceneId())
                .setSeed(turn.seed())
                .setPolicy(
                        PolicyReference.newBuilder().setName(turn.policyName()).setDigest(turn.policyDigest()))
                .setMaxSteps(turn.maxSteps())
                .setMaxWallMs(wallMs(turn.maxSteps(), body))
                .setEnvelope(SafetyEnvelope.getDefaultInstance())
                .setGuarantee(
                        switch (kind) {
                            case SIMULATOR -> Guarantee.GUARANTEE_AT_LEAST_ONCE;
                            case REAL_ROBOT, REHEARSAL -> Guarantee.GUARANTEE_AT_MOST_ONCE;
                        })
                .setAttempt(turn.attempts() + 1);
        turn.instruction().ifPresent(spec::setInstruction);
        turn.taskId().ifPresent(spec::setTaskId);
        turn.conditions().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(factor -> Condition.newBuilder().setName(factor.getKey()).setNumber(factor.getValue()))
                .forEach(spec::addConditions);
        body.getObservationSpace().getCamerasList().stream()
                .filter(CameraSpec::getRecorded)
                .map(CameraSpec::getName)
                .forEach(spec::addRecordCameras);
        if (turn.goalImage().isEmpty()) {
            return Uni.createFrom().item(spec.build());
        }
        GoalImageId image = turn.goalImage().get();
        return goalImages.png(image).chain(png -> {
            byte[] picture = png.orElseThrow(() -> new IllegalStateException("goal image " + image + " is gone"));
            spec.setGoalImage(
                    GoalImage.newBuilder().setSha256(Sha256.hex(picture)).setPng(ByteString.copyFrom(picture)));
            return meanings.apply(image).map(meaning -> {
                // A study's task judges, whatever picture shows it.
                meaning.filter(goal -> turn.taskId().isEmpty())
                        .ifPresent(goal -> spec.setGoalStatement(statement(goal.statement())));
                return spec.build();
            });
        });
    }

    private static dev.parley.station.v1.GoalStatement statement(GoalStatement goal) {
        dev.parley.station.v1.GoalStatement.Builder statement = dev.parley.station.v1.GoalStatement.newBuilder();
        for (GoalRelation relation : goal.relations()) {
            dev.parley.station.v1.GoalRelation.Builder part = statement
                    .addRelationsBuilder()
                    .setKind(relation.kind())
                    .setObject(relation.object())
                    .setTarget(relation.target())
                    .setSide(relation.side());
            Double xM = relation.xM();
            Double yM = relation.yM();
            if (xM != null && yM != null) {
                part.setXM(xM).setYM(yM).setWithinM(goal.withinM());
            }
            Double headingRad = relation.headingRad();
            Double withinDegrees = goal.withinDegrees();
            if (headingRad != null && withinDegrees != null) {
                part.setHeadingRad(headingRad).setWithinRad(Math.toRadians(withinDegrees));
            }
        }
        return statement.build();
    }

    private static int wallMs(int maxSteps, Embodiment body) {
        double seconds = maxSteps / body.getActionSpace().getControlHz();
        return (int) Math.min(Integer.MAX_VALUE, seconds * 1000 * SLOWER_THAN_REAL_TIME + SLACK.toMillis());
    }
}
