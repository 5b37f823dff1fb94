package dev.parley.ui.parts;

import com.vaadin.flow.component.html.Span;
import dev.parley.ui.words.Glyph;

/** One {@link Glyph}, decoration only: the word beside it carries the meaning. */
public final class Icon extends Span {
    public Icon(Glyph glyph) {
        this(glyph, "");
    }

    /** @param size a size class of the style sheet, {@code s14} or {@code s16}; empty for 18 px */
    public Icon(Glyph glyph, String size) {
        addClassName("svg");
        getElement().setProperty("innerHTML", glyph.svg(size));
    }
}
