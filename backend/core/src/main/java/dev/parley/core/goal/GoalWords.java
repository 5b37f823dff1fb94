package dev.parley.core.goal;

import dev.parley.core.scene.SceneData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A goal in words: "the red cube is in the orange bowl; the rest does not matter", or "the robot stands by the window, facing the
 * shelf; ± 30 cm, ± 20°; the rest does not matter".
 */
public final class GoalWords {
    private static final String REST = "; the rest does not matter";

    private final SceneData scene;

    public GoalWords(SceneData scene) {
        this.scene = scene;
    }

    /** The whole statement, without a full stop. */
    public String reading(GoalStatement statement) {
        List<GoalRelation> relations = statement.relations();
        boolean points = relations.stream().anyMatch(GoalRelation::isPoint);
        String near = points ? "± %d cm".formatted(Math.round(100 * statement.withinM())) : "";
        if (relations.stream().anyMatch(GoalRelation::isOfRobot)) {
            return ofRobot(statement, near) + REST;
        }
        return String.join(" and ", relations.stream().map(this::of).toList()) + (points ? ", " + near : "") + REST;
    }

    private String ofRobot(GoalStatement statement, String near) {
        List<GoalRelation> relations = statement.relations();
        Optional<GoalRelation> stand =
                relations.stream().filter(GoalRelation::isStand).findFirst();
        Optional<GoalRelation> heading =
                relations.stream().filter(GoalRelation::isHeading).findFirst();
        List<String> parts = new ArrayList<>();
        if (stand.isPresent() && heading.isPresent()) {
            parts.add(stand(stand.get()) + ", "
                    + facing(heading.get(), stand.get().target()));
        } else {
            stand.ifPresent(point -> parts.add(of(point)));
            heading.ifPresent(way -> parts.add(of(way)));
        }
        relations.stream()
                .filter(relation -> !relation.isStand() && !relation.isHeading())
                .forEach(relation -> parts.add(of(relation)));
        List<String> tolerances = new ArrayList<>();
        stand.ifPresent(point -> tolerances.add(near));
        Double degrees = statement.withinDegrees();
        if (heading.isPresent() && degrees != null) {
            tolerances.add("± %d°".formatted(Math.round(degrees)));
        }
        String exactly = tolerances.isEmpty() ? "" : "; " + String.join(", ", tolerances);
        return String.join(" and ", parts) + exactly;
    }

    private String stand(GoalRelation point) {
        return point.target().isEmpty()
                ? "the robot stands where the picture was taken"
                : "the robot stands by the " + name(point.target());
    }

    private String facing(GoalRelation heading, String stand) {
        if (heading.target().isEmpty()) {
            return "looking as the picture does";
        }
        return heading.target().equals(stand) ? "facing it" : "facing the " + name(heading.target());
    }

    /** One relation. */
    public String of(GoalRelation relation) {
        String object = "the " + name(relation.object());
        String target = relation.target().isEmpty() ? "" : "the " + name(relation.target());
        return switch (relation.kind()) {
            case "inside" -> "%s is in %s".formatted(object, target);
            case "on-top" -> "%s is on %s".formatted(object, target);
            case "beside" -> "%s is %s %s".formatted(object, side(relation.side()), target);
            case "at" -> "%s is where it is in the picture".formatted(object);
            case "robot-at-point" ->
                relation.target().isEmpty() ? stand(relation) : stand(relation) + ", where the picture was taken";
            case "robot-heading" ->
                relation.target().isEmpty()
                        ? "the robot looks as the picture does"
                        : "the robot looks as the picture does, facing " + target;
            case "robot-at" ->
                isThing(relation.target())
                        ? "the robot stands next to %s, on whatever side".formatted(target)
                        : "the robot stands anywhere at %s".formatted(target);
            case "robot-faces" -> "the robot looks at %s, from wherever it stands".formatted(target);
            default -> "%s is %s %s".formatted(object, relation.kind(), target);
        };
    }

    private static String side(String side) {
        return switch (side) {
            case "left", "right" -> side + " of";
            case "front" -> "in front of";
            default -> side;
        };
    }

    private boolean isThing(String id) {
        return scene.objects().stream().anyMatch(object -> object.id().equals(id));
    }

    /** What people call it: {@code red cube}. */
    public String name(String id) {
        return scene.objects().stream()
                .filter(object -> object.id().equals(id))
                .findFirst()
                .map(object -> object.colour().isEmpty() ? object.noun() : object.colour() + " " + object.noun())
                // Places and what hangs on walls are called by their ids.
                .orElseGet(() -> id.replace('-', ' '));
    }
}
