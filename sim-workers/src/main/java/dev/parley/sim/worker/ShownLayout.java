package dev.parley.sim.worker;

import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.Footprint;
import dev.parley.sim.scene.RobotFloor;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.GoalReading;
import dev.parley.sim.task.ObjectState;
import dev.parley.sim.task.RobotReading;
import dev.parley.sim.task.SceneObject;
import dev.parley.sim.task.SceneTruth;
import dev.parley.station.v1.CameraView;
import dev.parley.station.v1.Landmark;
import dev.parley.station.v1.ObjectPose;
import dev.parley.station.v1.RobotPlace;
import dev.parley.station.v1.SceneLayout;
import dev.parley.station.v1.SceneThing;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a picture of a scene shows: where everything lies, from where it is seen, and what is so that was not at the start. */
final class ShownLayout {

    private final SimulatedScene scene;
    private final SceneTruth start;
    private final SceneDescription.Area reach;

    /** @param reach as it was at the start */
    ShownLayout(SimulatedScene scene, SceneTruth start, SceneDescription.Area reach) {
        this.scene = scene;
        this.start = start;
        this.reach = reach;
    }

    SceneLayout now(Conditions conditions) {
        SceneDescription description = scene.description();
        SceneTruth truth = scene.truth();
        Set<String> movable = description.objects().stream()
                .map(SceneObject::id)
                .filter(scene::isMovable)
                .collect(Collectors.toSet());
        Set<String> things = new HashSet<>(movable);
        scene.robotFloor().ifPresent(floor -> things.remove(floor.robot()));
        SceneLayout.Builder layout = SceneLayout.newBuilder()
                .setMinXM(reach.minXM())
                .setMaxXM(reach.maxXM())
                .setMinYM(reach.minYM())
                .setMaxYM(reach.maxYM())
                .setCamera(view(conditions));
        for (SceneObject object : description.objects()) {
            Footprint footprint = scene.footprint(object.id());
            layout.addThings(SceneThing.newBuilder()
                    .setPose(pose(object.id(), truth.object(object.id())))
                    .setMovable(movable.contains(object.id()))
                    .addAllOutlineM(footprint.outlineM())
                    .setLowM(footprint.lowM())
                    .setHighM(footprint.highM()));
        }
        new GoalReading(description.vocabulary(), start, truth)
                .of(things)
                .forEach(reading -> layout.addRelations(GoalCriterion.relation(reading)));
        scene.robotFloor().ifPresent(floor -> addRobot(layout, floor, truth));
        return layout.build();
    }

    private void addRobot(SceneLayout.Builder layout, RobotFloor floor, SceneTruth truth) {
        new RobotReading(scene.description().vocabulary(), floor.sights(), floor.robot())
                .of(start, truth)
                .forEach(reading -> layout.addRelations(GoalCriterion.relation(reading)));
        RobotPlace.Builder place = RobotPlace.newBuilder()
                .setObject(floor.robot())
                .setRadiusM(floor.radiusM())
                .setFloorMinXM(floor.bounds().minXM())
                .setFloorMaxXM(floor.bounds().maxXM())
                .setFloorMinYM(floor.bounds().minYM())
                .setFloorMaxYM(floor.bounds().maxYM());
        floor.sights()
                .forEach(sight -> place.addLandmarks(Landmark.newBuilder()
                        .setName(sight.name())
                        .setXM(sight.xM())
                        .setYM(sight.yM())));
        layout.setRobot(place);
    }

    static ObjectPose pose(String object, ObjectState state) {
        return ObjectPose.newBuilder()
                .setObject(object)
                .setXM(state.position().xM())
                .setYM(state.position().yM())
                .setZM(state.position().zM())
                .setYawRad(state.yawRad())
                .build();
    }

    private CameraView view(Conditions conditions) {
        SceneDescription.CameraDescription camera = StationCapabilities.peopleCamera(scene.description());
        double dx = valueOrZero(conditions, "camera.dx_m");
        double dy = valueOrZero(conditions, "camera.dy_m");
        double dz = valueOrZero(conditions, "camera.dz_m");
        List<Double> eye = camera.eyeM();
        List<Double> target = camera.targetM();
        return CameraView.newBuilder()
                .setEyeXM(eye.get(0) + dx)
                .setEyeYM(eye.get(1) + dy)
                .setEyeZM(eye.get(2) + dz)
                .setTargetXM(target.get(0) + dx)
                .setTargetYM(target.get(1) + dy)
                .setTargetZM(target.get(2) + dz)
                .setVerticalViewDegrees(camera.verticalViewDegrees())
                .setWidthPx(camera.widthPx())
                .setHeightPx(camera.heightPx())
                .build();
    }

    private static double valueOrZero(Conditions conditions, String factor) {
        return conditions.values().getOrDefault(factor, 0.0);
    }
}
