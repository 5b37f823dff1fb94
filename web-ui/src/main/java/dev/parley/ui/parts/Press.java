package dev.parley.ui.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;

/** A button in our look. Its label is a verb. */
public final class Press extends NativeButton {
    private final Span label;

    /** @param classes of the style sheet beside {@code btn}, for example {@code "pri lg"} */
    public Press(String label, String classes, Component... before) {
        this.label = new Span(label);
        getElement().setAttribute("type", "button");
        addClassName("btn");
        for (String name : classes.split(" ")) {
            if (!name.isEmpty()) {
                addClassName(name);
            }
        }
        add(before);
        add(this.label);
    }

    /** A rounded choice that is on or off, as {@code aria-pressed} says. */
    public static Press chip(String label) {
        Press chip = new Press(label, "");
        chip.setClassName("chip");
        chip.setPressed(false);
        return chip;
    }

    public Press onPress(Runnable action) {
        addClickListener(event -> action.run());
        return this;
    }

    public void setLabel(String text) {
        label.setText(text);
    }

    public String label() {
        return label.getText();
    }

    public void setPressed(boolean pressed) {
        getElement().setAttribute("aria-pressed", String.valueOf(pressed));
    }

    public boolean pressed() {
        return "true".equals(getElement().getAttribute("aria-pressed"));
    }
}
