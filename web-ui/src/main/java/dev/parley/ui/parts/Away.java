package dev.parley.ui.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;

/** A link from a Flow page to one without a session: the browser loads it, Flow's router does not look for it. */
public class Away extends Anchor {
    public Away(String path, String text) {
        super(path, text);
        setRouterIgnore(true);
    }

    public Away(String path, Component... content) {
        super(path);
        setRouterIgnore(true);
        add(content);
    }
}
