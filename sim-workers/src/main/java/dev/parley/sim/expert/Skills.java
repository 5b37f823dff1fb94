package dev.parley.sim.expert;

import dev.parley.sim.task.Inside;
import dev.parley.sim.task.Position;
import dev.parley.sim.task.Predicate;
import dev.parley.sim.task.PredicateData;
import dev.parley.sim.task.SceneObject;
import dev.parley.sim.task.SceneTruth;
import dev.parley.sim.task.Side;
import dev.parley.sim.task.TaskVocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The skill for a criterion of each kind. */
final class Skills {

    private static final double ANY_HEIGHT = Double.POSITIVE_INFINITY;

    /** Free half-width around where something is put down. */
    private static final double ROOM_M = 0.02;

    private final TaskVocabulary scene;
    private final Hand hand;
    private final FreeSpots spots;
    private final boolean pushes;

    /** @param pushes whether objects are moved along the table instead of being picked up */
    Skills(TaskVocabulary scene, Hand hand, boolean pushes) {
        this.scene = scene;
        this.hand = hand;
        this.pushes = pushes;
        spots = new FreeSpots(scene);
    }

    /** Throws {@link IllegalArgumentException} when there is none for the kind. */
    Skill of(PredicateData goal) {
        if (goal.kind().equals("all-of")) {
            return inTurn(goal.parts());
        }
        return scene.group(goal.arguments().getOrDefault("object", ""))
                .map(group -> inTurn(group.members().stream().map(goal::about).toList()))
                .orElseGet(() -> single(goal));
    }

    private Skill inTurn(List<PredicateData> parts) {
        return new InTurn(parts.stream()
                .map(part -> new InTurn.Part(scene.predicate(part), of(part)))
                .toList());
    }

    private Skill single(PredicateData goal) {
        SceneObject object = scene.object(goal.argument("object"));
        return switch (goal.kind()) {
            case "inside" -> inside(object, scene.object(goal.argument("target")), goal);
            case "on-top" -> onTop(object, scene.object(goal.argument("target")), goal);
            case "outside" -> outside(object, scene.object(goal.argument("target")), goal);
            case "lifted" -> new Lifting(hand, object);
            case "joint" -> new Sliding(hand, object, scene.predicate(goal), goal.tolerance("at_least", -1) > 0);
            case "beside" -> beside(object, scene.object(goal.argument("target")), goal);
            case "near" -> near(object, scene.object(goal.argument("target")), goal);
            case "in-region" -> inRegion(object, goal);
            default -> throw new IllegalArgumentException("The scripted expert knows no way to do " + goal.kind());
        };
    }

    private Skill inside(SceneObject object, SceneObject target, PredicateData goal) {
        if (!(scene.predicate(goal) instanceof Inside inside)) {
            throw new IllegalArgumentException("The scripted expert cannot do " + goal);
        }
        boolean round = target.opening() != null && target.opening().radiusM() > 0;
        double release = round ? 0.065 : target.topM() + object.restingHeightM() + 0.012;
        return new Placing(
                hand,
                object,
                new Placing.Way(
                        inside::lies,
                        truth -> spots.in(target, object.id(), truth),
                        truth -> release,
                        round ? 0.018 : 0.008,
                        0.012,
                        round ? 0.045 : object.restingHeightM() + 0.015,
                        round ? 0.05 : ANY_HEIGHT,
                        !round));
    }

    private Skill onTop(SceneObject object, SceneObject target, PredicateData goal) {
        Predicate rests = scene.predicate(goal);
        double above = target.topM() + object.restingHeightM() + gripUp(object) - Hand.BELOW_MIDDLE_M + 0.003;
        return new Placing(
                hand,
                object,
                new Placing.Way(
                        rests::holds,
                        truth -> truth.object(target.id()).position(),
                        truth -> truth.object(target.id()).position().zM() + above,
                        0.005,
                        0.004,
                        object.restingHeightM() + 0.015,
                        ANY_HEIGHT,
                        true));
    }

    private Skill outside(SceneObject object, SceneObject target, PredicateData goal) {
        List<Position> table = new ArrayList<>();
        for (double x = -0.12; x <= 0.24; x += 0.03) {
            for (double y = -0.10; y <= 0.28; y += 0.03) {
                table.add(new Position(x, y, 0));
            }
        }
        return onTable(object, goal, truth -> spots.first(table, object.id(), 0.055, truth));
    }

    private Skill beside(SceneObject object, SceneObject target, PredicateData goal) {
        Side side = Side.of(goal.argument("side"));
        if (pushes) {
            return new Pushing(hand, object.id(), well(goal), truth -> {
                Position other = truth.object(target.id()).position();
                Position to = other.plus(0.09 * side.xM(), 0.09 * side.yM());
                return around(truth.object(object.id()).position(), to, other);
            });
        }
        return onTable(object, goal, overAnyGood(object, goal, truth -> {
            Position other = truth.object(target.id()).position();
            List<Position> candidates = new ArrayList<>();
            for (double away : List.of(0.085, 0.10, 0.075)) {
                for (double off : List.of(0.0, 0.025, -0.025)) {
                    candidates.add(other.plus(away * side.xM() + off * side.yM(), away * side.yM() + off * side.xM()));
                }
            }
            return spots.first(candidates, object.id(), ROOM_M, truth);
        }));
    }

    private Skill near(SceneObject object, SceneObject target, PredicateData goal) {
        return new Pushing(
                hand,
                object.id(),
                well(goal),
                truth -> truth.object(target.id()).position());
    }

    private Skill inRegion(SceneObject object, PredicateData goal) {
        Position middle = new Position(
                scene.place(goal.argument("target")).xM(),
                scene.place(goal.argument("target")).yM(),
                0);
        return pushes
                ? new Pushing(hand, object.id(), well(goal), truth -> middle)
                : onTable(object, goal, overAnyGood(object, goal, truth -> middle));
    }

    // Pushes on beyond the border of what counts as done: who learns from it sees things a little elsewhere than they
    // are.
    private Predicate well(PredicateData goal) {
        return scene.predicate(
                switch (goal.kind()) {
                    case "beside" ->
                        goal.with(Map.of(
                                "nearest_m", goal.tolerance("nearest_m", 0.04) + 0.010,
                                "farthest_m", goal.tolerance("farthest_m", 0.15) - 0.015,
                                "off_line_m", goal.tolerance("off_line_m", 0.04) - 0.012));
                    case "near" -> goal.with(Map.of("within_m", goal.tolerance("within_m", 0.08) - 0.005));
                    case "in-region" -> goal.with(Map.of("margin_m", 0.012));
                    default -> goal;
                });
    }

    // Over any good place it is let down, not only over the best: otherwise it would turn round above one for another.
    private Function<SceneTruth, Position> overAnyGood(
            SceneObject object, PredicateData goal, Function<SceneTruth, Position> best) {
        Predicate well = well(goal);
        return truth -> {
            SceneTruth below = truth.withHeight(object.id(), object.restingHeightM());
            Position at = below.object(object.id()).position();
            return well.holds(below) && spots.isFree(at, object.id(), ROOM_M, truth) ? at : best.apply(truth);
        };
    }

    private Skill onTable(SceneObject object, PredicateData goal, Function<SceneTruth, Position> where) {
        Predicate there = scene.predicate(goal);
        double release = object.restingHeightM() + gripUp(object) - Hand.BELOW_MIDDLE_M + 0.003;
        return new Placing(
                hand,
                object,
                new Placing.Way(
                        there::holds,
                        where,
                        truth -> release,
                        0.006,
                        0.004,
                        object.restingHeightM() + 0.015,
                        ANY_HEIGHT,
                        true));
    }

    private static double gripUp(SceneObject object) {
        return object.grip() == null ? 0 : object.grip().zM();
    }

    // Where something stands in the way, first to its side.
    private static Position around(Position from, Position to, Position obstacle) {
        double length = Math.max(1e-6, from.horizontalDistanceM(to));
        double dx = (to.xM() - from.xM()) / length;
        double dy = (to.yM() - from.yM()) / length;
        double ox = obstacle.xM() - from.xM();
        double oy = obstacle.yM() - from.yM();
        double along = ox * dx + oy * dy;
        double across = oy * dx - ox * dy;
        if (along <= 0 || along >= length || Math.abs(across) > 0.07) {
            return to;
        }
        double side = across > 0 ? -0.10 : 0.10;
        return obstacle.plus(-dy * side, dx * side);
    }
}
