package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sim.policy.GoalPicture;
import dev.parley.sim.policy.Policies;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.MisplacedException;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SceneFolder;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.DriveTruth;
import dev.parley.station.EpisodeResult;
import dev.parley.station.recording.Pictures;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.GoalImage;
import dev.parley.station.v1.GoalRelation;
import dev.parley.station.v1.GoalStatement;
import dev.parley.station.v1.JudgeResult;
import dev.parley.station.v1.ObjectPose;
import dev.parley.station.v1.PolicyReference;
import dev.parley.station.v1.RenderReply;
import dev.parley.station.v1.RenderRequest;
import dev.parley.station.v1.SceneLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A robot put elsewhere in its room: what it sees there, what that means, where it cannot stand, and that the same words judge. */
class RobotGoalTest {

    private static final String ROOM = "room";
    private static final long SEED = 930_001;

    @TempDir
    Path folder;

    @Test
    void goalIsWhatItsOwnCameraSeesWhereItWasPut() {
        try (SimulatedScene room = SimulatedScene.open(ROOM)) {
            RenderReply start = draw(room);
            ObjectPose wanted = free(room, start.getLayout());
            RenderReply moved = draw(room, wanted);
            ObjectPose pose = pose(moved.getLayout());

            assertThat(start.getLayout().getRelationsList()).isEmpty();
            assertThat(moved.getSeenPng()).isNotEqualTo(start.getSeenPng());
            assertThat(moved.getPng()).isNotEqualTo(start.getPng());
            room.reset(SEED, Conditions.FREE);
            int[] seen = argb(room.seenFrom(pose.getXM(), pose.getYM(), pose.getYawRad()));
            assertThat(moved.getSeenPng().toByteArray())
                    .isEqualTo(Pictures.png(seen, Observation.IMAGE_SIDE, Observation.IMAGE_SIDE));
            GoalPicture read =
                    GoalImageFile.read(GoalImages.of(moved.getSeenPng().toByteArray()));
            // Another than square is refused by the policy that goes there.
            assertThat(read.width()).isEqualTo(read.height()).isEqualTo(Observation.IMAGE_SIDE);
            assertThat(draw(room, wanted)).isEqualTo(moved);
        }
    }

    @Test
    void poseMeansItsPointAndItsHeadingAndWhatTheSceneCallsDoneThere() {
        try (SimulatedScene room = SimulatedScene.open(ROOM)) {
            SceneLayout start = draw(room).getLayout();

            SceneLayout docked = draw(room, robot(2.5, -1.3, Math.PI)).getLayout();

            assertThat(docked.getRelationsList())
                    .extracting(GoalRelation::getKind)
                    .startsWith("robot-at-point", "robot-heading");
            GoalRelation point = docked.getRelations(0);
            assertThat(point.getXM()).isEqualTo(2.5);
            assertThat(point.getTarget()).isEqualTo("dock");
            assertThat(docked.getRelations(1).getHeadingRad()).isEqualTo(3.142);
            assertThat(docked.getRelationsList())
                    .anyMatch(relation -> relation.getKind().equals("robot-at")
                            && relation.getTarget().equals("dock"));
            assertThat(start.getRobot().getObject()).isEqualTo("robot");
            assertThat(start.getRobot().getFloorMinXM()).isBetween(-2.4, -2.3);
            assertThat(start.getRobot().getFloorMaxYM()).isBetween(2.6, 2.7);
            assertThat(start.getRobot().getLandmarksList())
                    .anyMatch(landmark -> landmark.getName().equals("window"));
        }
    }

    @Test
    void whatIsNearAndWhatIsLookedAtIsNamed() {
        try (SimulatedScene room = SimulatedScene.open(ROOM)) {
            draw(room);
            SceneLayout at = draw(room, robot(-1.75, 2.35, Math.PI)).getLayout();

            assertThat(at.getRelations(0).getTarget()).isIn("window", "far-right-corner", "mirror");
            assertThat(at.getRelations(1).getTarget()).isIn("mirror", "far-right-corner");
        }
    }

    @Test
    void lessThanItsTolerancesIsNotElsewhere() {
        try (SimulatedScene room = SimulatedScene.open(ROOM)) {
            ObjectPose here = pose(draw(room).getLayout());

            assertThat(turned(room, here, Math.toRadians(9))).isEmpty();
            assertThat(turned(room, here, Math.toRadians(11)))
                    .extracting(GoalRelation::getKind)
                    .startsWith("robot-at-point", "robot-heading");
        }
    }

    @Test
    void whereItCannotStandIsSaidInWords() {
        try (SimulatedScene room = SimulatedScene.open(ROOM)) {
            SceneLayout start = draw(room).getLayout();
            ObjectPose sofa = start.getThingsList().stream()
                    .map(thing -> thing.getPose())
                    .filter(pose -> pose.getObject().equals("sofa"))
                    .findFirst()
                    .orElseThrow();

            assertMisplaced(room, "wall or outside of the room", robot(start.getMaxXM() + 0.01, 0, 0));
            assertMisplaced(room, "wall or outside of the room", robot(0, start.getMinYM() - 0.01, 0));
            assertMisplaced(room, "wall or outside of the room", robot(0, 0, Double.NaN));
            assertMisplaced(room, "the red sofa is in the way", robot(sofa.getXM(), sofa.getYM(), 0));
            assertMisplaced(room, "two places at once", robot(0, 0, 0), robot(1, 1, 0));
            assertThatThrownBy(() -> draw(
                            room, robot(0, 0, 0).toBuilder().setObject("sofa").build()))
                    .hasMessageContaining("stands fast");
        }
    }

    @Test
    void whereNoWayLeadsIsRefusedToo() throws Exception {
        SceneFolder carried = SceneFolder.of(ROOM);
        String closet = """
                <geom class="furniture" type="box" size=".03 .47 .4" pos="1.9 -2.16 .4"/>
                <geom class="furniture" type="box" size=".51 .03 .4" pos="2.38 -1.72 .4"/>
                </worldbody>""";
        Files.writeString(folder.resolve("scene.json"), carried.text("scene.json"));
        Files.writeString(folder.resolve("model.xml"), carried.text("model.xml").replace("</worldbody>", closet));
        try (SimulatedScene room = SimulatedScene.open(folder.toString())) {
            draw(room);

            assertMisplaced(room, "cannot get there", robot(2.4, -2.2, 0));
        }
    }

    @Test
    void episodeUnderThePictureIsJudgedByThePose() throws Exception {
        RenderReply goal;
        ObjectPose pose;
        try (SimulatedScene room = SimulatedScene.open(ROOM)) {
            pose = free(room, draw(room).getLayout());
            goal = draw(room, pose);
        }
        try (SimulatorBody body = body()) {
            GoalStatement there = statement(pose.getXM(), pose.getYM(), pose.getYawRad());
            GoalStatement elsewhere = statement(-pose.getXM(), -pose.getYM(), pose.getYawRad() + 2);

            EpisodeResult done = run(body, goal, there);
            EpisodeResult other = run(body, goal, elsewhere);

            assertThat(done.judgement().orElseThrow().getResult()).isEqualTo(JudgeResult.JUDGE_RESULT_SUCCESS);
            assertThat(other.judgement().orElseThrow().getResult()).isEqualTo(JudgeResult.JUDGE_RESULT_FAILURE);
            ObjectPose left = done.objects().getFirst();
            assertThat(left.getObject()).isEqualTo("robot");
            assertThat(Math.hypot(left.getXM() - pose.getXM(), left.getYM() - pose.getYM()))
                    .isLessThan(0.3);
        }
    }

    @Test
    void startThatIsTheGoalAlreadyIsDrawnAgain() {
        try (SimulatedScene room = SimulatedScene.open(ROOM)) {
            room.reset(SEED, Conditions.FREE);
            DriveTruth first = room.truth().drive();
            GoalStatement already = statement(first.at().xM(), first.at().yM(), first.headingRad());

            room.resetFor(
                    SEED,
                    Conditions.FREE,
                    GoalCriterion.of(already, room.description().vocabulary()));

            assertThat(room.truth().drive().at().horizontalDistanceM(first.at()))
                    .isGreaterThan(0.01);
        }
    }

    @Test
    void statementOfARobotIsRefusedWhereNoneMovesAbout() {
        SceneDescription table = SceneDescription.load("blocks-and-bowls");
        SceneDescription room = SceneDescription.load(ROOM);
        GoalStatement pose = statement(0, 0, 0);
        GoalStatement nowhere = GoalStatement.newBuilder()
                .addRelations(
                        GoalRelation.newBuilder().setKind("robot-at-point").setObject("robot"))
                .build();

        assertThat(GoalCriterion.refusal(pose, room.vocabulary())).isEmpty();
        assertThat(GoalCriterion.refusal(pose, table.vocabulary()).orElseThrow())
                .contains("No object named robot");
        assertThat(GoalCriterion.refusal(nowhere, room.vocabulary()).orElseThrow())
                .contains("finite x_m");
        assertThat(GoalCriterion.refusal(target("robot-at", "moon"), room.vocabulary())
                        .orElseThrow())
                .contains("no task of the scene is robot-at moon");
        assertThat(GoalCriterion.refusal(target("robot-at", "sofa"), room.vocabulary()))
                .isEmpty();
    }

    private static GoalStatement target(String kind, String target) {
        return GoalStatement.newBuilder()
                .addRelations(GoalRelation.newBuilder()
                        .setKind(kind)
                        .setObject("robot")
                        .setTarget(target))
                .build();
    }

    private static SimulatorBody body() {
        return new SimulatorBody(
                OfferedScene.all(List.of(ROOM)),
                new CarriedPolicies(SceneDescription.load(ROOM)),
                (target, width, height) -> LiveView.NONE,
                new ManualTime(),
                () -> "test",
                false,
                SecondLook.NONE);
    }

    private EpisodeResult run(SimulatorBody body, RenderReply goal, GoalStatement statement) throws Exception {
        GoalImage image = GoalImages.of(goal.getSeenPng().toByteArray());
        EpisodeSpec spec = EpisodeSpec.newBuilder()
                .setSceneId(ROOM)
                .setSeed(SEED)
                .setGoalImage(image)
                .setPolicy(PolicyReference.newBuilder()
                        .setName("room-goal")
                        .setDigest(Policies.card("room-goal").version()))
                .setMaxSteps(300)
                .setGoalStatement(statement)
                .build();
        assertThat(body.violations(spec)).isEmpty();
        FakeRun run = new FakeRun(spec, Files.createTempDirectory(folder, "run"));
        body.run(run);
        return run.finished();
    }

    static GoalStatement statement(double x, double y, double heading) {
        return GoalStatement.newBuilder()
                .addRelations(GoalRelation.newBuilder()
                        .setKind("robot-at-point")
                        .setObject("robot")
                        .setTarget("window")
                        .setXM(x)
                        .setYM(y)
                        .setWithinM(0.3))
                .addRelations(GoalRelation.newBuilder()
                        .setKind("robot-heading")
                        .setObject("robot")
                        .setTarget("shelf")
                        .setHeadingRad(heading)
                        .setWithinRad(Math.toRadians(20)))
                .build();
    }

    // A corner where it can stand, well away from its start, looking out of the room: there a picture says most.
    private static ObjectPose free(SimulatedScene room, SceneLayout start) {
        ObjectPose here = pose(start);
        for (double[] place : new double[][] {{2.2, 2.0}, {-1.8, -2.0}, {2.2, -2.0}, {-1.8, 2.0}}) {
            ObjectPose there = robot(place[0], place[1], Math.atan2(place[1], place[0]));
            if (Math.hypot(place[0] - here.getXM(), place[1] - here.getYM()) > 1 && fits(room, there)) {
                return there;
            }
        }
        throw new AssertionError("everything is close to the start");
    }

    private static boolean fits(SimulatedScene room, ObjectPose there) {
        try {
            draw(room, there);
            return true;
        } catch (MisplacedException furniture) {
            return false;
        }
    }

    private static List<GoalRelation> turned(SimulatedScene room, ObjectPose here, double byRad) {
        return draw(room, robot(here.getXM(), here.getYM(), here.getYawRad() + byRad))
                .getLayout()
                .getRelationsList();
    }

    private static ObjectPose pose(SceneLayout layout) {
        return layout.getThingsList().stream()
                .map(thing -> thing.getPose())
                .filter(pose -> pose.getObject().equals("robot"))
                .findFirst()
                .orElseThrow();
    }

    private static void assertMisplaced(SimulatedScene room, String why, ObjectPose... poses) {
        assertThatThrownBy(() -> draw(room, poses))
                .isInstanceOfSatisfying(
                        MisplacedException.class,
                        refused -> assertThat(refused.object()).isEqualTo("robot"))
                .hasMessageContaining(why);
    }

    private static ObjectPose robot(double x, double y, double yaw) {
        return ObjectPose.newBuilder()
                .setObject("robot")
                .setXM(x)
                .setYM(y)
                .setYawRad(yaw)
                .build();
    }

    private static int[] argb(byte[] rgb) {
        int[] argb = new int[rgb.length / 3];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = 0xFF000000 | (rgb[3 * i] & 0xFF) << 16 | (rgb[3 * i + 1] & 0xFF) << 8 | rgb[3 * i + 2] & 0xFF;
        }
        return argb;
    }

    private static RenderReply draw(SimulatedScene room, ObjectPose... poses) {
        return new Previews(room)
                .draw(RenderRequest.newBuilder()
                        .setSceneId(room.description().id())
                        .setSeed(SEED)
                        .setWidthPx(160)
                        .setHeightPx(120)
                        .addAllObjects(List.of(poses))
                        .build())
                .build();
    }
}
