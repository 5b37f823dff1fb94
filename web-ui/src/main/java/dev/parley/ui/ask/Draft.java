package dev.parley.ui.ask;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.dom.DomEvent;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** What is being asked, kept in the browser's tab: it outlives the replica that holds this page. */
@Tag("parley-draft")
final class Draft extends Component {
    private static final String DETAIL = "event.detail";

    /** @param restored called with what stood here when the page was lost */
    Draft(Consumer<Wish> restored) {
        getElement()
                .addEventListener("parley-draft", event -> restored.accept(wish(event)))
                .addEventData(DETAIL);
    }

    /** The tables and policies chosen now; the text is kept as it is typed. */
    void choose(Optional<String> sceneId, Optional<String> policyName) {
        sceneId.ifPresent(id -> getElement().setAttribute("scene", id));
        policyName.ifPresent(name -> getElement().setAttribute("policy", name));
    }

    void forget() {
        getElement().callJsFunction("forget");
    }

    private static Wish wish(DomEvent event) {
        JsonNode detail = event.getEventData().path(DETAIL);
        return new Wish(
                given(detail, "text"),
                Optional.empty(),
                given(detail, "scene"),
                given(detail, "policy"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<String> given(JsonNode detail, String name) {
        return Optional.of(detail.path(name).asString("")).filter(text -> !text.isBlank());
    }
}
