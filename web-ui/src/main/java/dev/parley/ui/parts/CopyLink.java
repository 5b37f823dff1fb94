package dev.parley.ui.parts;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Input;
import dev.parley.ui.words.Glyph;

/** A durable link in full, and a button that copies it. The browser fills in the origin. */
@Tag("parley-copy")
public final class CopyLink extends HtmlContainer {
    public CopyLink(String path) {
        addClassName("copy");
        getElement().setAttribute("path", path);
        Input field = new Input();
        field.addClassName("field");
        field.getElement().setAttribute("readonly", true);
        field.setAriaLabel("Link to this page");
        add(field, new Press("Copy", "", new Icon(Glyph.COPY)));
    }
}
