package dev.parley.sim.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static final TaskVocabulary SCENE = new TaskVocabulary(
            List.of(thing("cube", null), thing("bowl", new SceneObject.Opening(0.055, 0, 0, 0.005, 0.05))),
            List.of(),
            List.of(),
            List.of());
    private static final Predicate INSIDE =
            SCENE.predicate(PredicateData.of(Map.of("kind", "inside", "object", "cube", "target", "bowl")));
    private static final Position BOWL = new Position(0.1, 0.1, 0);
    private static final Position FAR_TOOL = new Position(0.1, 0.1, 0.2);

    private final Judge judge = new Judge(INSIDE);

    @Test
    void cubeLyingInTheBowlForHalfASecondIsDone() {
        assertThat(afterSteps(5, state(new Position(0.11, 0.1, 0.03), FAR_TOOL, 0.08))
                        .success())
                .isTrue();
    }

    @Test
    void cubeLyingInTheBowlForAMomentIsNotDone() {
        Judgement judgement = afterSteps(4, state(new Position(0.11, 0.1, 0.03), FAR_TOOL, 0.08));

        assertThat(judgement.success()).isFalse();
        assertThat(judgement.progress()).isEqualTo(0.9);
    }

    @Test
    void cubeBouncingOutStartsTheCountAgain() {
        SceneTruth inside = state(new Position(0.11, 0.1, 0.03), FAR_TOOL, 0.08);
        afterSteps(4, inside);
        judge.judge(state(new Position(0.2, 0.1, 0.02), FAR_TOOL, 0.08));

        assertThat(afterSteps(4, inside).success()).isFalse();
    }

    @Test
    void cubeStillHeldInTheBowlIsNotDone() {
        Position cube = new Position(0.1, 0.1, 0.03);

        assertThat(afterSteps(20, state(cube, cube, 0.04)).success()).isFalse();
    }

    @Test
    void cubeBesideTheBowlIsNotDone() {
        assertThat(afterSteps(20, state(new Position(0.19, 0.1, 0.02), FAR_TOOL, 0.08))
                        .success())
                .isFalse();
    }

    @Test
    void cubeHoveringAboveTheBowlIsNotDone() {
        assertThat(afterSteps(20, state(new Position(0.1, 0.1, 0.12), FAR_TOOL, 0.08))
                        .success())
                .isFalse();
    }

    @Test
    void cubeUnderAnUpturnedBowlIsNotDone() {
        SceneTruth state = new SceneTruth(
                Map.of(
                        "cube",
                        new ObjectState(new Position(0.1, 0.1, 0.03), 0, 1),
                        "bowl",
                        new ObjectState(BOWL, 0, -1)),
                Map.of(),
                new ArmTruth(FAR_TOOL, FAR_TOOL, 0, 0.08, true));

        assertThat(afterSteps(20, state).success()).isFalse();
    }

    @Test
    void doneStaysDone() {
        afterSteps(5, state(new Position(0.11, 0.1, 0.03), FAR_TOOL, 0.08));

        assertThat(afterSteps(1, state(new Position(0.3, 0.1, 0.02), FAR_TOOL, 0.08)))
                .isEqualTo(new Judgement(1, true));
    }

    @Test
    void progressGrowsFromReachingOverLiftingToCarrying() {
        double far = once(state(new Position(-0.2, -0.2, 0.02), FAR_TOOL, 0.08));
        double near = once(state(new Position(-0.2, -0.2, 0.02), new Position(-0.2, -0.2, 0.03), 0.08));
        double lifted = once(state(new Position(-0.2, -0.2, 0.15), new Position(-0.2, -0.2, 0.15), 0.04));
        double carried = once(state(new Position(0.1, 0.1, 0.15), new Position(0.1, 0.1, 0.15), 0.04));

        assertThat(far).isLessThan(near);
        assertThat(near).isLessThan(lifted);
        assertThat(lifted).isLessThan(carried);
        assertThat(carried).isLessThan(0.9);
    }

    private static double once(SceneTruth state) {
        return new Judge(INSIDE).judge(state).progress();
    }

    private Judgement afterSteps(int steps, SceneTruth state) {
        Judgement judgement = judge.judge(state);
        for (int i = 1; i < steps; i++) {
            judgement = judge.judge(state);
        }
        return judgement;
    }

    private static SceneTruth state(Position cube, Position tool, double opening) {
        return new SceneTruth(
                Map.of("cube", new ObjectState(cube, 0, 1), "bowl", new ObjectState(BOWL, 0, 1)),
                Map.of(),
                new ArmTruth(tool, tool, 0, opening, opening > 0.05));
    }

    private static SceneObject thing(String id, SceneObject.@Nullable Opening opening) {
        return new SceneObject(id, id, List.of(), "", 0.0205, 0.05, 0.02, opening, null, null, "", null);
    }
}
