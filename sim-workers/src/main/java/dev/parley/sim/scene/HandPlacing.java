package dev.parley.sim.scene;

import dev.parley.sim.body.SubstepListener;
import dev.parley.sim.task.ObjectState;
import dev.parley.sim.task.Position;
import dev.parley.sim.task.SceneObject;
import dev.parley.sim.task.SceneTruth;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts objects of a scene where somebody wants them and lets physics bring them to rest: into a container that is below, onto a thing
 * that is below, else onto the table. Nothing pushes another thing away: where two would be in one place it says so.
 */
final class HandPlacing {

    /** Three simulated seconds. */
    private static final int MOST_ACTIONS = 30;

    private static final int FEWEST_ACTIONS = 3;
    private static final double AT_REST_M = 0.0003;
    private static final double BELOW_THE_TABLE_M = -0.02;
    private static final double TOUCHING_M = 0.002;

    private final SceneDescription scene;
    private final SceneWorld world;

    HandPlacing(SceneDescription scene, SceneWorld world) {
        this.scene = scene;
        this.world = world;
    }

    /** @throws MisplacedException naming the object that cannot be there */
    void place(List<Placement> placements, SceneDescription.Area reach) {
        Map<String, Placement> wanted = new LinkedHashMap<>();
        for (Placement placement : placements) {
            check(placement, reach);
            if (wanted.putIfAbsent(placement.object(), placement) != null) {
                throw new MisplacedException(
                        placement.object(), "The " + name(placement) + " is to be in two places at once.");
            }
        }
        Set<String> hovering = new LinkedHashSet<>(wanted.keySet());
        wanted.values().stream()
                .sorted(Comparator.comparing(
                        (Placement placement) -> object(placement).opening() == null))
                .forEach(placement -> {
                    SceneObject object = object(placement);
                    double below = supportM(placement, hovering);
                    world.put(
                            object,
                            new Position(placement.xM(), placement.yM(), below + object.restingHeightM()),
                            placement.yawRad());
                    world.world().forward();
                    hovering.remove(placement.object());
                });
        settle();
    }

    private void check(Placement placement, SceneDescription.Area reach) {
        String id = placement.object();
        boolean known = scene.objects().stream().anyMatch(object -> object.id().equals(id));
        if (!known) {
            throw new MisplacedException(
                    id,
                    "This scene has no object " + id + "; it has "
                            + scene.objects().stream().map(SceneObject::id).toList() + ".");
        }
        if (!world.movable(id)) {
            throw new MisplacedException(id, "The " + name(placement) + " stands fast and cannot be moved.");
        }
        boolean finite = Double.isFinite(placement.yawRad())
                && placement.xM() >= reach.minXM()
                && placement.xM() <= reach.maxXM()
                && placement.yM() >= reach.minYM()
                && placement.yM() <= reach.maxYM();
        if (!finite) {
            throw new MisplacedException(
                    id,
                    "The %s would be off the table: x must be from %.2f to %.2f m and y from %.2f to %.2f m."
                            .formatted(name(placement), reach.minXM(), reach.maxXM(), reach.minYM(), reach.maxYM()));
        }
    }

    private double supportM(Placement placement, Set<String> hovering) {
        double height = 0;
        boolean intoSomething = false;
        for (SceneObject other : scene.objects()) {
            if (hovering.contains(other.id())) {
                continue;
            }
            ObjectState state = world.state(other.id());
            Position own = state.own(new Position(placement.xM(), placement.yM(), 0));
            boolean into = isIn(other.opening(), own);
            boolean onto =
                    other.opening() == null && world.footprint(other.id()).contains(own.xM(), own.yM());
            if (into || onto) {
                intoSomething |= into;
                height = Math.max(height, state.position().zM() + other.topM());
            }
        }
        return clear(placement, hovering, height, intoSomething);
    }

    // What drops into a container finds its place there; elsewhere two things must not touch from the side.
    private double clear(Placement placement, Set<String> hovering, double heightM, boolean intoSomething) {
        double height = heightM;
        Footprint mine = world.footprint(placement.object());
        for (SceneObject other : scene.objects()) {
            if (hovering.contains(other.id()) || other.clearanceM() == 0) {
                continue;
            }
            ObjectState state = world.state(other.id());
            Footprint its = world.footprint(other.id());
            Position own = state.own(new Position(placement.xM(), placement.yM(), 0));
            double top = state.position().zM() + its.highM();
            boolean beside = top > height + TOUCHING_M
                    && state.position().zM() + its.lowM() < height + mine.highM() - mine.lowM();
            boolean touches = its.contains(own.xM(), own.yM())
                    ? !isIn(other.opening(), own)
                    : its.fromEdgeM(own.xM(), own.yM()) < mine.innerRadiusM() - TOUCHING_M;
            if (!beside || !touches) {
                continue;
            }
            if (!intoSomething) {
                throw new MisplacedException(
                        placement.object(),
                        "The " + name(placement) + " and the " + other.name() + " cannot be in one place.");
            }
            height = Math.max(height, top);
        }
        return height;
    }

    private static boolean isIn(SceneObject.@Nullable Opening opening, Position own) {
        if (opening == null) {
            return false;
        }
        return opening.radiusM() > 0
                ? Math.hypot(own.xM(), own.yM()) < opening.radiusM()
                : Math.abs(own.xM()) < opening.halfXM() && Math.abs(own.yM()) < opening.halfYM();
    }

    private void settle() {
        SceneTruth before = world.truth(List.of());
        SceneObject restless = scene.objects().getFirst();
        for (int action = 1; action <= MOST_ACTIONS; action++) {
            world.act(world.body().stay(), SubstepListener.NONE);
            SceneTruth now = world.truth(List.of());
            restless = farthest(before, now);
            if (action >= FEWEST_ACTIONS && movedM(restless, before, now) < AT_REST_M) {
                requireOnTable(now);
                return;
            }
            before = now;
        }
        throw new MisplacedException(
                restless.id(), "The " + restless.name() + " does not come to rest; put things where it is flatter.");
    }

    private SceneObject farthest(SceneTruth before, SceneTruth now) {
        return Collections.max(scene.objects(), Comparator.comparingDouble(object -> movedM(object, before, now)));
    }

    private static double movedM(SceneObject object, SceneTruth before, SceneTruth now) {
        return now.object(object.id())
                .position()
                .distanceM(before.object(object.id()).position());
    }

    private void requireOnTable(SceneTruth now) {
        for (SceneObject object : scene.objects()) {
            if (now.object(object.id()).position().zM() < BELOW_THE_TABLE_M) {
                throw new MisplacedException(object.id(), "The " + object.name() + " would fall off the table.");
            }
        }
    }

    private SceneObject object(Placement placement) {
        return scene.vocabulary().object(placement.object());
    }

    private String name(Placement placement) {
        return object(placement).name();
    }
}
