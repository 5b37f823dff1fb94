package dev.parley.ui.parts;

import com.vaadin.flow.component.AbstractSinglePropertyField;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasAriaLabel;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.dom.DebouncePhase;
import com.vaadin.flow.dom.DomListenerRegistration;

/**
 * A plain {@code textarea}, so that what people type stays theirs: the server hears of it a moment after they pause, and
 * at once when they leave it or send.
 */
@Tag("textarea")
public final class PromptBox extends AbstractSinglePropertyField<PromptBox, String>
        implements HasStyle, HasAriaLabel, Focusable<PromptBox> {
    private static final int PAUSE_MS = 250;

    public PromptBox(String placeholder, int maxLength) {
        super("value", "", false);
        setSynchronizedEvent("change");
        getElement().setAttribute("placeholder", placeholder);
        getElement().setAttribute("maxlength", String.valueOf(maxLength));
        DomListenerRegistration typed = getElement().addPropertyChangeListener("value", "input", event -> {});
        typed.debounce(PAUSE_MS, DebouncePhase.TRAILING);
    }

    /** Ctrl or Cmd with Enter; parley-keys.js sends what was typed up to that key ahead of it. */
    public void onSend(Runnable send) {
        getElement().addEventListener("parley-send", event -> send.run());
    }
}
