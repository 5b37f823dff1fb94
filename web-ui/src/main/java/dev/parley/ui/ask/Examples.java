package dev.parley.ui.ask;

import com.vaadin.flow.component.html.Div;
import dev.parley.core.scene.SceneData;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Press;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Sentences that a scene offers; a press puts one into the box. */
final class Examples extends Div {
    private static final int MOST = 4;

    private final List<Press> chips = new ArrayList<>();
    private final Consumer<String> taken;

    Examples(Consumer<String> taken) {
        this.taken = taken;
        addClassNames("row", "wrap", "scrollx");
    }

    void offer(SceneData scene) {
        removeAll();
        chips.clear();
        add(Layout.span("s dim", "For example"));
        for (String example : scene.examples().stream().limit(MOST).toList()) {
            Press chip = Press.chip(example);
            chip.onPress(() -> taken.accept(example));
            chips.add(chip);
            add(chip);
        }
    }

    boolean isEmpty() {
        return chips.isEmpty();
    }

    /** Whether one of them says exactly this. */
    boolean has(String text) {
        return chips.stream().anyMatch(chip -> chip.label().equals(text));
    }

    /** Marks the one that stands in the box. */
    void mark(String text) {
        chips.forEach(chip -> chip.setPressed(chip.label().equals(text)));
    }
}
