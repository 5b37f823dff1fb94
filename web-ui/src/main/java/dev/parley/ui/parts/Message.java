package dev.parley.ui.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import dev.parley.ui.words.Glyph;

/** An empty or failed state: what is so, why or what is safe, and the one thing to do next. */
public final class Message extends Section {
    public Message(String what, String why, Component... next) {
        addClassNames("card", "stack", "g2", "state");
        add(new H2(what), Layout.text("sub", why));
        if (next.length > 0) {
            add(Layout.div("row wrap", next));
        }
    }

    /** For a list or a page that could not be read. */
    public static Message unreadable(String what, Runnable again) {
        Message message = new Message(
                what + " could not be read",
                "The server did not answer this time. Nothing was lost: everything that ran is stored.",
                new Press("Try again", "", new Icon(Glyph.AGAIN)).onPress(again));
        message.getElement().setAttribute("role", "alert");
        return message;
    }
}
