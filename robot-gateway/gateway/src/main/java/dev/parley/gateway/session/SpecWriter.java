package dev.parley.gateway.session;

import com.google.protobuf.ByteString;
import dev.parley.contracts.SceneBody;
import dev.parley.core.assignment.AssignmentData;
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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;

/** Writes down all that a station needs to run a turn and to repeat it. */
@ApplicationScoped
class SpecWriter {
    /** Resetting, loading and a slow machine may take this long beside the steps themselves. */
    private static final Duration SLACK = Duration.ofMinutes(2);

    private static final int SLOWER_THAN_REAL_TIME = 4;

    private final GoalImages goalImages;

    @Inject
    SpecWriter(GoalImages goalImages) {
        this.goalImages = goalImages;
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
        return goalImages.png(turn.goalImage().get()).map(png -> {
            byte[] picture = png.orElseThrow(() ->
                    new IllegalStateException("goal image " + turn.goalImage().get() + " is gone"));
            return spec.setGoalImage(
                            GoalImage.newBuilder().setSha256(sha256(picture)).setPng(ByteString.copyFrom(picture)))
                    .build();
        });
    }

    private static int wallMs(int maxSteps, Embodiment body) {
        double seconds = maxSteps / body.getActionSpace().getControlHz();
        return (int) Math.min(Integer.MAX_VALUE, seconds * 1000 * SLOWER_THAN_REAL_TIME + SLACK.toMillis());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
