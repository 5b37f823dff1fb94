package dev.parley.ui.parts;

import com.vaadin.flow.component.html.Span;
import dev.parley.ui.words.Sign;

/** A {@link Sign} as a small label. */
public final class Badge extends Span {
    public Badge(Sign sign) {
        addClassName("bdg");
        show(sign);
    }

    /** Replaces what the badge says, in place. */
    public void show(Sign sign) {
        removeAll();
        setClassName("bdg");
        if (!sign.tone().className().isEmpty()) {
            addClassName(sign.tone().className());
        }
        add(new Icon(sign.glyph()), new Span(sign.word()));
    }
}
