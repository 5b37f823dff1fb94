package dev.parley.core.goal;

import dev.parley.core.scene.SceneData;
import java.util.ArrayList;
import java.util.List;

/** A goal in words: "the red cube is in the orange bowl; the rest does not matter". */
public final class GoalWords {
    private static final String REST = "; the rest does not matter";

    private final SceneData scene;

    public GoalWords(SceneData scene) {
        this.scene = scene;
    }

    /** The whole statement, without a full stop. */
    public String reading(GoalStatement statement) {
        List<String> parts = new ArrayList<>();
        boolean points = false;
        for (GoalRelation relation : statement.relations()) {
            parts.add(of(relation));
            points |= relation.isPoint();
        }
        String tolerance = points ? ", ± %d cm".formatted(Math.round(100 * statement.withinM())) : "";
        return String.join(" and ", parts) + tolerance + REST;
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

    /** What people call it: {@code red cube}. */
    public String name(String id) {
        return scene.objects().stream()
                .filter(object -> object.id().equals(id))
                .findFirst()
                .map(object -> object.colour().isEmpty() ? object.noun() : object.colour() + " " + object.noun())
                .orElse(id);
    }
}
