package dev.parley.ui.ask;

import com.vaadin.flow.component.html.Div;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Press;
import java.util.Optional;

/** Says that it will begin as it did before, and lets go of that. Empty while every start is a new one. */
final class SeedLine extends Div {
    private final Press another = new Press("Use a new start", "quiet sm").onPress(this::forget);
    private Optional<Long> seed = Optional.empty();

    SeedLine(Optional<Long> seed) {
        addClassNames("row", "wrap", "s", "sub");
        seed.ifPresent(this::keep);
    }

    Optional<Long> seed() {
        return seed;
    }

    void keep(long wanted) {
        seed = Optional.of(wanted);
        removeAll();
        add(Layout.span("", "It begins from a given start, number " + Long.toUnsignedString(wanted) + "."), another);
    }

    /** An arranged goal begins where it was arranged: another start is arranged there, not here. */
    void fix(boolean arranged) {
        another.setVisible(!arranged);
    }

    void forget() {
        seed = Optional.empty();
        removeAll();
    }
}
