package dev.parley.gateway.session;

import dev.parley.core.goal.ArrangedScene;
import dev.parley.core.goal.GoalRelation;
import dev.parley.core.goal.Placed;
import dev.parley.core.goal.SceneDrawings;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.station.v1.CameraView;
import dev.parley.station.v1.ObjectPose;
import dev.parley.station.v1.RenderReply;
import dev.parley.station.v1.RenderRequest;
import dev.parley.station.v1.RobotPlace;
import dev.parley.station.v1.SceneLayout;
import dev.parley.station.v1.SceneThing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Scenes as simulators draw them: one of this replica where there is one, else another replica's. */
@ApplicationScoped
class StationDrawings implements SceneDrawings {
    private static final int MOST_THINGS = 64;
    private static final int MOST_NUMBERS_OF_AN_OUTLINE = 256;
    private static final int MOST_RELATIONS = 128;

    private final RenderDesk desk;
    private final RenderRelay relay;

    @Inject
    StationDrawings(RenderDesk desk, RenderRelay relay) {
        this.desk = desk;
        this.relay = relay;
    }

    @Override
    public Uni<ArrangedScene> draw(String sceneId, long seed, List<Placed> placements) {
        RenderRequest request = RenderRequest.newBuilder()
                .setSceneId(sceneId)
                .setSeed(seed)
                .addAllObjects(placements.stream().map(StationDrawings::pose).toList())
                .build();
        return Uni.createFrom()
                .deferred(() -> desk.couldTake(request) ? desk.ask(request) : relay.ask(request))
                .map(StationDrawings::scene);
    }

    private static ObjectPose pose(Placed placed) {
        return ObjectPose.newBuilder()
                .setObject(placed.object())
                .setXM(placed.xM())
                .setYM(placed.yM())
                .setYawRad(placed.yawRad())
                .build();
    }

    private static ArrangedScene scene(RenderReply reply) {
        if (!reply.getMisplaced().isEmpty()) {
            throw new ParleyException(ErrorCode.PLACEMENT_REFUSED, reply.getRefusal());
        }
        if (!reply.getRefusal().isEmpty() || !reply.hasLayout()) {
            throw new ParleyException(
                    ErrorCode.SERVICE_AWAY,
                    reply.getRefusal().isEmpty()
                            ? "The simulator is too old to say what its picture shows."
                            : reply.getRefusal());
        }
        SceneLayout layout = reply.getLayout();
        if (layout.getThingsCount() > MOST_THINGS
                || layout.getRelationsCount() > MOST_RELATIONS
                || layout.getThingsList().stream()
                        .anyMatch(thing -> thing.getOutlineMCount() > MOST_NUMBERS_OF_AN_OUTLINE)) {
            throw new ParleyException(ErrorCode.SERVICE_AWAY, "The simulator says more than a picture can show.");
        }
        return new ArrangedScene(
                reply.getPng().toByteArray(),
                layout.getThingsList().stream().map(StationDrawings::thing).toList(),
                new ArrangedScene.Reach(layout.getMinXM(), layout.getMaxXM(), layout.getMinYM(), layout.getMaxYM()),
                view(layout.getCamera()),
                layout.getRelationsList().stream()
                        .map(StationDrawings::relation)
                        .toList(),
                robot(reply));
    }

    private static Optional<ArrangedScene.Robot> robot(RenderReply reply) {
        if (!reply.getLayout().hasRobot() || reply.getSeenPng().isEmpty()) {
            return Optional.empty();
        }
        RobotPlace robot = reply.getLayout().getRobot();
        if (robot.getLandmarksCount() > MOST_THINGS) {
            throw new ParleyException(ErrorCode.SERVICE_AWAY, "The simulator says more than a plan can show.");
        }
        return Optional.of(new ArrangedScene.Robot(
                robot.getObject(),
                robot.getRadiusM(),
                new ArrangedScene.Reach(
                        robot.getFloorMinXM(), robot.getFloorMaxXM(), robot.getFloorMinYM(), robot.getFloorMaxYM()),
                robot.getLandmarksList().stream()
                        .map(landmark ->
                                new ArrangedScene.Landmark(landmark.getName(), landmark.getXM(), landmark.getYM()))
                        .toList(),
                reply.getSeenPng().toByteArray()));
    }

    private static ArrangedScene.ShownThing thing(SceneThing thing) {
        ObjectPose pose = thing.getPose();
        return new ArrangedScene.ShownThing(
                pose.getObject(),
                thing.getMovable(),
                pose.getXM(),
                pose.getYM(),
                pose.getZM(),
                pose.getYawRad(),
                thing.getOutlineMList(),
                thing.getLowM(),
                thing.getHighM());
    }

    private static ArrangedScene.View view(CameraView camera) {
        return new ArrangedScene.View(
                List.of(camera.getEyeXM(), camera.getEyeYM(), camera.getEyeZM()),
                List.of(camera.getTargetXM(), camera.getTargetYM(), camera.getTargetZM()),
                camera.getVerticalViewDegrees(),
                camera.getWidthPx(),
                camera.getHeightPx());
    }

    private static GoalRelation relation(dev.parley.station.v1.GoalRelation relation) {
        return new GoalRelation(
                relation.getKind(),
                relation.getObject(),
                relation.getTarget(),
                relation.getSide(),
                relation.hasXM() ? (Double) relation.getXM() : null,
                relation.hasYM() ? (Double) relation.getYM() : null,
                relation.hasHeadingRad() ? (Double) relation.getHeadingRad() : null);
    }
}
