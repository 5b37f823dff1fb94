package dev.parley.ui.ask;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.dom.DomEvent;
import dev.parley.contracts.EpisodeId;
import dev.parley.core.goal.ComposedGoals;
import dev.parley.core.goal.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * A picture of a scene in which things are moved, or a plan of a room in which its robot is; the browser draws it through REST, and what is
 * wanted comes here.
 */
@Tag("parley-composer")
final class Composer extends Component {
    private static final String DETAIL = "event.detail";

    /**
     * @param wanted told what shall be the goal
     * @param changed told when something was moved or chosen after that
     */
    Composer(Consumer<ComposedGoals.Wanted> wanted, Runnable changed) {
        getElement()
                .addEventListener("parley-goal", event -> wanted.accept(wanted(event)))
                .addEventData(DETAIL);
        getElement().addEventListener("parley-goal-changed", event -> changed.run());
    }

    void show(String sceneId) {
        getElement().setAttribute("scene", sceneId);
    }

    void startFrom(long seed) {
        getElement().setAttribute("seed", Long.toUnsignedString(seed));
    }

    void beginWith(EpisodeId ended) {
        getElement().setAttribute("ended", ended.toString());
    }

    /** Says that what is arranged is the goal now. */
    void taken() {
        getElement().callJsFunction("taken");
    }

    /** Says that it did not become the goal, so that it can be tried again. */
    void refused() {
        getElement().callJsFunction("refused");
    }

    private static ComposedGoals.Wanted wanted(DomEvent event) {
        JsonNode detail = event.getEventData().path(DETAIL);
        List<Placed> placements = new ArrayList<>();
        for (JsonNode put : detail.path("placements")) {
            placements.add(new Placed(
                    put.path("object").asString(""),
                    put.path("xM").asDouble(Double.NaN),
                    put.path("yM").asDouble(Double.NaN),
                    put.path("yawRad").asDouble(0)));
        }
        List<String> chosen = new ArrayList<>();
        detail.path("relations").forEach(relation -> chosen.add(relation.asString("")));
        return new ComposedGoals.Wanted(
                detail.path("scene").asString(""),
                seed(detail.path("seed").asString("0")),
                placements,
                Optional.of(chosen),
                Optional.of(detail.path("withinM").asDouble(0)),
                // Of things on a table nothing is said of how they are turned.
                Optional.of(detail.path("withinDegrees"))
                        .filter(JsonNode::isNumber)
                        .map(JsonNode::doubleValue));
    }

    /** A page of ours sends one that it was given; anything else becomes an ordinary one. */
    private static long seed(String text) {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
