package dev.parley.ui.episode;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.component.html.Span;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Press;
import dev.parley.ui.parts.PromptBox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** What may be said beside yes, partly or no: how far it got, what happened, and words. All of it optional. */
final class VoteDetails extends NativeDetails {
    /** Stored as they are named here, so that counts over time stay comparable. */
    private static final List<String> TAGS = List.of(
            "touched something else",
            "wrong object",
            "wrong place",
            "dropped it",
            "too slow",
            "stopped early",
            "ignored part of it",
            "did nothing");

    private final Map<String, Press> tags = new LinkedHashMap<>();
    private final Input slider = new Input();
    private final Span far = Layout.span("num med", "not said");
    private final PromptBox comment = new PromptBox("What did it do?", 1000);
    private OptionalDouble progress = OptionalDouble.empty();

    VoteDetails(Runnable send) {
        super("Say more");
        addClassName("more");
        slider.setType("range");
        slider.setId("vote-progress");
        slider.getElement().setAttribute("min", "0").setAttribute("max", "100").setAttribute("step", "5");
        slider.getElement().addEventListener("input", event -> {}).debounce(100).synchronizeProperty("value");
        slider.addValueChangeListener(event -> moved(event.getValue()));
        NativeLabel label = new NativeLabel("How far did it get?");
        label.addClassName("label");
        label.setFor(slider);
        Div chips = Layout.div("row wrap");
        chips.getElement().setAttribute("role", "group").setAttribute("aria-label", "What happened?");
        for (String tag : TAGS) {
            Press chip = Press.chip(tag);
            chip.onPress(() -> chip.setPressed(!chip.pressed()));
            tags.put(tag, chip);
            chips.add(chip);
        }
        comment.addClassName("field");
        comment.setAriaLabel("Comment");
        comment.getElement().setAttribute("rows", "3");
        Press save = new Press("Save details", "sm").onPress(send);
        save.setId("vote-details-save");
        setContent(Layout.div(
                "in stack g3",
                Layout.div("stack g1", Layout.div("between s", label, far), slider),
                Layout.div("stack g2", Layout.span("label", "What happened?"), chips),
                comment,
                Layout.div("row", save)));
    }

    /** 0 to 1; empty while the slider was not touched. */
    OptionalDouble progress() {
        return progress;
    }

    Set<String> tags() {
        return tags.entrySet().stream()
                .filter(entry -> entry.getValue().pressed())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    Optional<String> comment() {
        return Optional.of(comment.getValue().strip()).filter(text -> !text.isEmpty());
    }

    private void moved(String value) {
        try {
            int percent = Math.clamp(Integer.parseInt(value), 0, 100);
            progress = OptionalDouble.of(percent / 100.0);
            far.setText(percent + " of 100");
        } catch (NumberFormatException e) {
            progress = OptionalDouble.empty();
            far.setText("not said");
        }
    }
}
