package dev.parley.core.rest.goal;

import dev.parley.core.goal.ArrangedScene;
import dev.parley.core.goal.ComposedGoals;
import dev.parley.core.goal.GoalRelation;
import dev.parley.core.goal.GoalStatement;
import dev.parley.core.goal.GoalWords;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A picture of a scene with all that is needed to move things in it. */
@Schema(description = "A scene as it looks with things moved, and what that means. Metres and radians.")
record ComposerView(
        String sceneId,

        @Schema(description = "Unsigned 64 bits, decimal.") String seed,

        @Schema(description = "The picture as a data: address, PNG.")
        String picture,

        List<Thing> objects,

        @Schema(description = "Objects can be put from the smaller to the greater of each.")
        ArrangedScene.Reach reach,

        @Schema(
                description =
                        "A pinhole camera: where it stands, what is in the picture's middle, its angle from top to bottom.")
        ArrangedScene.View camera,

        @Schema(
                description =
                        "What is so here and was not at the start; choose of these in POST /goal-images/composed.")
        List<Meaning> relations,

        @Schema(description = "Why it means nothing yet; empty when it does.")
        String hint,

        @Schema(
                description =
                        "Where a robot moves about: it is one of the objects and can be put within the reach; null elsewhere. The goal picture is what it sees.")
        @Nullable
        Robot robot) {

    /**
     * @param object its id among the objects
     * @param floor inner faces of the walls
     * @param seen what its own camera sees from there, as a data: address, PNG
     */
    record Robot(
            String object,
            double radiusM,
            ArrangedScene.Reach floor,
            List<ArrangedScene.Landmark> landmarks,
            String seen) {
        static Robot of(ArrangedScene.Robot robot) {
            return new Robot(robot.object(), robot.radiusM(), robot.floor(), robot.landmarks(), data(robot.seenPng()));
        }
    }

    private static String data(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }

    record Thing(
            String id,
            String name,
            boolean movable,
            double xM,
            double yM,
            double zM,
            double yawRad,
            List<Double> outlineM,
            double lowM,
            double highM) {
        static Thing of(ArrangedScene.ShownThing thing, GoalWords words) {
            return new Thing(
                    thing.object(),
                    words.name(thing.object()),
                    thing.movable(),
                    thing.xM(),
                    thing.yM(),
                    thing.zM(),
                    thing.yawRad(),
                    thing.outlineM(),
                    thing.lowM(),
                    thing.highM());
        }
    }

    /** @param usual whether it is meant unless somebody chooses */
    record Meaning(String id, String kind, String text, boolean usual) {
        static Meaning of(GoalRelation relation, List<GoalRelation> usual, GoalWords words) {
            return new Meaning(relation.id(), relation.kind(), words.of(relation), usual.contains(relation));
        }
    }

    static ComposerView of(ComposedGoals.Look look) {
        ArrangedScene drawn = look.drawn();
        GoalWords words = look.words();
        List<GoalRelation> usual = look.usual();
        return new ComposerView(
                look.scene().id(),
                Long.toUnsignedString(look.seed()),
                data(drawn.png()),
                drawn.things().stream().map(thing -> Thing.of(thing, words)).toList(),
                drawn.reach(),
                drawn.camera(),
                drawn.relations().stream()
                        .map(relation -> Meaning.of(relation, usual, words))
                        .toList(),
                drawn.relations().isEmpty() ? drawn.unmoved() : "",
                drawn.robot().map(Robot::of).orElse(null));
    }

    /** What was confirmed, for programs. */
    record Statement(
            List<String> relations,
            double withinM,

            @Schema(description = "How far beside its heading a robot may look; null where nothing is said of that.")
            @Nullable
            Double withinDegrees,

            String text) {
        static Statement of(GoalStatement statement, String reading) {
            return new Statement(
                    statement.relations().stream().map(GoalRelation::id).toList(),
                    statement.withinM(),
                    statement.withinDegrees(),
                    reading);
        }
    }
}
