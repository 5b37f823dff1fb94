package dev.parley.ui.parts;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;

/** Something that cannot be undone, folded away: opened, it says what it does, and only then is there a button. */
@Tag("details")
public final class Irreversible extends HtmlContainer {
    private final Div inside = Layout.div("in stack g3");
    private final Press press;

    /**
     * @param name what it is called, as a verb
     * @param meaning what it does, and what it does not
     * @param button what the button says
     */
    public Irreversible(String name, String meaning, String button, Runnable does) {
        addClassName("more");
        HtmlContainer summary = new HtmlContainer("summary");
        summary.setText(name);
        press = new Press(button, "sm").onPress(() -> {
            setWaiting(true);
            does.run();
        });
        inside.add(Layout.text("s sub", meaning), Layout.div("row", press));
        add(summary, inside);
    }

    public void setPressId(String id) {
        press.setId(id);
    }

    /** It did not work: the reason, and another try. */
    public void failed(String sentence) {
        setWaiting(false);
        inside.getChildren().skip(2).toList().forEach(inside::remove);
        inside.add(Layout.text("s bad-t", sentence));
    }

    private void setWaiting(boolean waiting) {
        press.setEnabled(!waiting);
    }
}
