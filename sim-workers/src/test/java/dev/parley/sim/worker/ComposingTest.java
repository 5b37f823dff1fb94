package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sim.policy.Policies;
import dev.parley.sim.scene.MisplacedException;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.station.EpisodeResult;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.GoalRelation;
import dev.parley.station.v1.GoalStatement;
import dev.parley.station.v1.JudgeResult;
import dev.parley.station.v1.ObjectPose;
import dev.parley.station.v1.PolicyReference;
import dev.parley.station.v1.RenderReply;
import dev.parley.station.v1.RenderRequest;
import dev.parley.station.v1.SceneLayout;
import dev.parley.station.v1.SceneThing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Things moved in a picture: where they come to rest, what that means, and that the same words judge the episode. */
class ComposingTest {

    private static final String BLOCKS = "blocks-and-bowls";
    private static final long SEED = 7;

    @TempDir
    Path folder;

    @Test
    void cubePutOverABowlComesToRestInItAndIsReadSo() {
        try (SimulatedScene scene = SimulatedScene.open(BLOCKS)) {
            RenderReply start = draw(scene);
            ObjectPose bowl = pose(start.getLayout(), "bowl-orange");

            RenderReply moved = draw(scene, at("cube-red", bowl.getXM(), bowl.getYM()));

            assertThat(moved.getPng()).isNotEqualTo(start.getPng());
            assertThat(start.getLayout().getRelationsList()).isEmpty();
            GoalRelation first = moved.getLayout().getRelations(0);
            assertThat(first.getKind()).isEqualTo("inside");
            assertThat(first.getObject()).isEqualTo("cube-red");
            assertThat(first.getTarget()).isEqualTo("bowl-orange");
            ObjectPose rests = pose(moved.getLayout(), "cube-red");
            assertThat(rests.getZM()).isBetween(0.02, 0.045);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.03, 0, 0.03})
    void whatLiesInATrayIsNotReadAsOnItToo(double aside) {
        try (SimulatedScene scene = SimulatedScene.open("stacking-and-sorting")) {
            ObjectPose tray = pose(draw(scene).getLayout(), "tray-white");

            SceneLayout moved = draw(scene, at("cube-blue", tray.getXM() + aside, tray.getYM()))
                    .getLayout();

            assertThat(moved.getRelationsList())
                    .filteredOn(relation -> relation.getTarget().equals("tray-white"))
                    .extracting(GoalRelation::getKind)
                    .containsOnlyOnce("inside")
                    .doesNotContain("on-top");
        }
    }

    @Test
    void samePlacementsAreTheSamePicture() {
        try (SimulatedScene scene = SimulatedScene.open(BLOCKS)) {
            ObjectPose bowl = pose(draw(scene).getLayout(), "bowl-blue");
            RenderReply once = draw(scene, at("cube-green", bowl.getXM(), bowl.getYM()));
            draw(scene);

            assertThat(draw(scene, at("cube-green", bowl.getXM(), bowl.getYM())))
                    .isEqualTo(once);
        }
    }

    @Test
    void cubePutOverACubeRestsOnIt() {
        try (SimulatedScene scene = SimulatedScene.open("stacking-and-sorting")) {
            ObjectPose blue = pose(draw(scene).getLayout(), "cube-blue");

            SceneLayout stacked =
                    draw(scene, at("cube-red", blue.getXM(), blue.getYM())).getLayout();

            assertThat(stacked.getRelationsList())
                    .anyMatch(relation -> relation.getKind().equals("on-top")
                            && relation.getObject().equals("cube-red")
                            && relation.getTarget().equals("cube-blue"));
        }
    }

    @Test
    void whatCannotBeIsNamed() {
        try (SimulatedScene scene = SimulatedScene.open(BLOCKS)) {
            SceneLayout start = draw(scene).getLayout();
            ObjectPose can = pose(start, "cylinder-yellow");

            assertMisplaced(scene, "cube-red", "off the table", at("cube-red", start.getMaxXM() + 0.01, 0));
            draw(scene, at("cube-red", freeX(start), start.getMaxYM()));
            assertMisplaced(scene, "kettle", "no object kettle", at("kettle", 0, 0));
            assertMisplaced(
                    scene, "cube-red", "two places at once", at("cube-red", 0.1, 0.1), at("cube-red", 0.1, 0.2));
            assertMisplaced(
                    scene, "cube-red", "cannot be in one place", at("cube-red", can.getXM(), can.getYM() + 0.03));
        }
        try (SimulatedScene trays = SimulatedScene.open("parts-and-trays")) {
            assertMisplaced(trays, "tray-white", "stands fast", at("tray-white", 0.1, 0.1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BLOCKS, "stacking-and-sorting", "drawer-and-lid", "push-board", "parts-and-trays"})
    void everyTableSaysWhatCanBeMovedAndFromWhereItIsSeen(String id) {
        try (SimulatedScene scene = SimulatedScene.open(id)) {
            SceneLayout layout = draw(scene).getLayout();
            SceneThing thing = layout.getThingsList().stream()
                    .filter(SceneThing::getMovable)
                    .findFirst()
                    .orElseThrow();
            ObjectPose pose = thing.getPose();

            SceneLayout put = draw(scene, at(pose.getObject(), pose.getXM(), pose.getYM()))
                    .getLayout();

            assertThat(thing.getOutlineMCount()).isGreaterThanOrEqualTo(8);
            assertThat(layout.getCamera().getVerticalViewDegrees()).isPositive();
            // Where it was already it means nothing.
            assertThat(put.getRelationsList()).isEmpty();
        }
    }

    @Test
    void toleranceOfAPointHoldsOnBothSides() throws Exception {
        try (SimulatedScene scene = SimulatedScene.open(BLOCKS)) {
            scene.reset(SEED, dev.parley.sim.scene.Conditions.FREE);
            double y = scene.truth().object("cube-red").position().yM();
            double x = scene.truth().object("cube-red").position().xM();
            assertThat(holds(scene, point(x + 0.019, y, 0.02))).isTrue();
            assertThat(holds(scene, point(x + 0.021, y, 0.02))).isFalse();
            assertThat(holds(scene, point(x + 0.021, y, 0.03))).isTrue();
        }
    }

    @Test
    void confirmedStatementJudgesTheEpisode() throws Exception {
        SimulatorBody body = new SimulatorBody(
                OfferedScene.all(List.of(BLOCKS)),
                new CarriedPolicies(dev.parley.sim.scene.SceneDescription.load(BLOCKS)),
                (target, width, height) -> LiveView.NONE,
                new ManualTime(),
                () -> "test",
                false,
                SecondLook.NONE);
        try (body) {
            EpisodeResult done = run(body, inside("cube-red", "bowl-blue"), 200);
            EpisodeResult other = run(body, inside("cube-green", "bowl-blue"), 200);

            assertThat(done.judgement().orElseThrow().getResult()).isEqualTo(JudgeResult.JUDGE_RESULT_SUCCESS);
            assertThat(other.judgement().orElseThrow().getResult()).isEqualTo(JudgeResult.JUDGE_RESULT_FAILURE);
            assertThat(done.objects()).extracting(ObjectPose::getObject).contains("cube-red", "bowl-blue");
        }
    }

    @Test
    void statementThatTheSceneCannotJudgeIsRefusedInWords() {
        EpisodeSpec spec = spec(
                GoalStatement.newBuilder()
                        .addRelations(GoalRelation.newBuilder()
                                .setKind("inside")
                                .setObject("cube-red")
                                .setTarget("cube-blue"))
                        .build(),
                10);
        try (SimulatorBody body = new SimulatorBody(
                OfferedScene.all(List.of(BLOCKS)),
                new CarriedPolicies(dev.parley.sim.scene.SceneDescription.load(BLOCKS)),
                (target, width, height) -> LiveView.NONE,
                new ManualTime(),
                () -> "test",
                false,
                SecondLook.NONE)) {
            assertThat(body.violations(spec)).singleElement().asString().contains("no opening");
            assertThat(body.violations(spec(GoalStatement.getDefaultInstance(), 10)))
                    .singleElement()
                    .asString()
                    .contains("1 to 16 relations");
        }
    }

    private EpisodeResult run(SimulatorBody body, GoalStatement statement, int steps) throws Exception {
        EpisodeSpec spec = spec(statement, steps);
        assertThat(body.violations(spec)).isEmpty();
        FakeRun run = new FakeRun(spec, Files.createTempDirectory(folder, "run"));
        body.run(run);
        return run.finished();
    }

    // The scripted expert goes by the words; the statement alone judges.
    private static EpisodeSpec spec(GoalStatement statement, int steps) {
        return EpisodeSpec.newBuilder()
                .setSceneId(BLOCKS)
                .setInstruction("put the red cube in the blue bowl")
                .setSeed(SEED)
                .setPolicy(PolicyReference.newBuilder()
                        .setName("scripted-expert")
                        .setDigest(Policies.card("scripted-expert").version()))
                .setMaxSteps(steps)
                .setGoalStatement(statement)
                .build();
    }

    private static GoalStatement inside(String object, String target) {
        return GoalStatement.newBuilder()
                .addRelations(GoalRelation.newBuilder()
                        .setKind("inside")
                        .setObject(object)
                        .setTarget(target))
                .build();
    }

    private static GoalStatement point(double x, double y, double within) {
        return GoalStatement.newBuilder()
                .addRelations(GoalRelation.newBuilder()
                        .setKind("at")
                        .setObject("cube-red")
                        .setXM(x)
                        .setYM(y)
                        .setWithinM(within))
                .build();
    }

    private static boolean holds(SimulatedScene scene, GoalStatement statement) {
        return scene.description()
                .vocabulary()
                .predicate(GoalCriterion.of(statement, scene.description().vocabulary()))
                .holds(scene.truth());
    }

    private static double freeX(SceneLayout start) {
        return (start.getMinXM() + start.getMaxXM()) / 2;
    }

    private static void assertMisplaced(SimulatedScene scene, String object, String why, ObjectPose... poses) {
        assertThatThrownBy(() -> draw(scene, poses))
                .isInstanceOfSatisfying(
                        MisplacedException.class,
                        refused -> assertThat(refused.object()).isEqualTo(object))
                .hasMessageContaining(why);
    }

    private static ObjectPose pose(SceneLayout layout, String object) {
        return layout.getThingsList().stream()
                .map(SceneThing::getPose)
                .filter(pose -> pose.getObject().equals(object))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectPose at(String object, double x, double y) {
        return ObjectPose.newBuilder().setObject(object).setXM(x).setYM(y).build();
    }

    private static RenderReply draw(SimulatedScene scene, ObjectPose... poses) {
        return new Previews(scene)
                .draw(RenderRequest.newBuilder()
                        .setSceneId(scene.description().id())
                        .setSeed(SEED)
                        .setWidthPx(160)
                        .setHeightPx(120)
                        .addAllObjects(List.of(poses))
                        .build())
                .build();
    }
}
