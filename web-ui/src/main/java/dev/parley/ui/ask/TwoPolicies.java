package dev.parley.ui.ask;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.parley.ui.parts.Layout;

/** The switch that makes an ask a blind comparison. Not there where fewer than two policies can do it. */
final class TwoPolicies extends Div {
    private static final int BOTH = 2;

    private final NativeButton press = new NativeButton();
    private boolean on;

    TwoPolicies(Runnable changed) {
        addClassName("stack");
        addClassName("g1");
        setId("two-policies-row");
        press.setId("two-policies");
        press.addClassName("switch");
        press.getElement()
                .setAttribute("type", "button")
                .setAttribute("role", "switch")
                .setAttribute("aria-describedby", "two-policies-what");
        Span knob = Layout.span("knob", "");
        knob.getElement().setAttribute("aria-hidden", "true");
        press.add(knob, new Span("Let two policies try it"));
        press.addClickListener(event -> {
            on = !on;
            show();
            changed.run();
        });
        Span what = Layout.span(
                "s sub",
                "The same start for both, drawn by the platform. You see both replays side by side, say which did better, and only"
                        + " then which is which.");
        what.setId("two-policies-what");
        add(press, what);
        show();
    }

    /** @param able how many policies can do what is asked for, and may be drawn */
    void offer(int able) {
        setVisible(able >= BOTH);
        if (able < BOTH) {
            on = false;
            show();
        }
    }

    boolean on() {
        return on;
    }

    private void show() {
        press.getElement().setAttribute("aria-checked", String.valueOf(on));
    }
}
