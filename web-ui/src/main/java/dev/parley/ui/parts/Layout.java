package dev.parley.ui.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;

/** The few ways in which things stand together. Class names are those of the style sheets. */
public final class Layout {
    private Layout() {}

    public static Div div(String classes, Component... children) {
        Div div = new Div(children);
        name(div, classes);
        return div;
    }

    public static Section section(String classes, Component... children) {
        Section section = new Section(children);
        name(section, classes);
        return section;
    }

    public static Aside aside(String classes, Component... children) {
        Aside aside = new Aside(children);
        name(aside, classes);
        return aside;
    }

    public static Span span(String classes, String text) {
        Span span = new Span(text);
        name(span, classes);
        return span;
    }

    public static Paragraph text(String classes, String text) {
        Paragraph paragraph = new Paragraph(text);
        name(paragraph, classes);
        return paragraph;
    }

    public static Paragraph line(String classes, Component... children) {
        Paragraph paragraph = new Paragraph(children);
        name(paragraph, classes);
        return paragraph;
    }

    /** A card with a heading over its content. */
    public static Section card(String heading, Component... children) {
        Section card = section("card stack g3", new H2(heading));
        card.add(children);
        return card;
    }

    private static void name(Component component, String classes) {
        for (String name : classes.split(" ")) {
            if (!name.isEmpty()) {
                component.addClassName(name);
            }
        }
    }
}
