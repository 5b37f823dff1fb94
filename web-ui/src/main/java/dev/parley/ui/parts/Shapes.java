package dev.parley.ui.parts;

import com.vaadin.flow.component.html.Div;

/** Still gray shapes while something is read; the style sheet shows nothing of them for the first 300 ms. */
public final class Shapes extends Div {
    private Shapes(String classes) {
        addClassNames("late");
        for (String name : classes.split(" ")) {
            addClassName(name);
        }
        getElement().setAttribute("aria-busy", "true");
        getElement().setAttribute("aria-label", "Loading");
    }

    /** A wall of tiles. */
    public static Shapes tiles(String classes, int count) {
        Shapes shapes = new Shapes(classes);
        for (int i = 0; i < count; i++) {
            shapes.add(Layout.div("stack g2", Layout.div("skel pic"), width("80%"), width("45%")));
        }
        return shapes;
    }

    /** A card of lines. */
    public static Shapes card() {
        Shapes shapes = new Shapes("card stack g3");
        shapes.add(width("55%"), width("90%"), width("75%"), width("40%"));
        return shapes;
    }

    private static Div width(String width) {
        Div line = Layout.div("skel");
        line.setWidth(width);
        return line;
    }
}
