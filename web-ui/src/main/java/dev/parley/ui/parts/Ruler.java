package dev.parley.ui.parts;

import com.vaadin.flow.component.html.Span;
import dev.parley.core.prompt.WaitEstimates.Range;
import java.util.Locale;
import java.util.Optional;

/**
 * The one drawing for doubt: hairline, ticks, a dot for the best guess and a line to where nine in ten lie. Drawn on the
 * server as SVG with per cent coordinates, so it fits any width.
 */
public final class Ruler extends Span {
    private Ruler(String drawing) {
        addClassName("svg");
        getElement().setProperty("innerHTML", drawing);
    }

    /**
     * A wait.
     *
     * @param range empty draws the hairline alone: nothing was measured yet
     * @param sentence what a screen reader says instead
     */
    public static Ruler wait(RulerScale scale, Optional<Range> range, String sentence, boolean big) {
        double middle = big ? 17 : 11;
        StringBuilder svg = new StringBuilder()
                .append("<svg class='rul")
                .append(big ? " big" : "")
                .append("' role='img' aria-label='")
                .append(escape(sentence))
                .append("'>");
        svg.append(line("ax", 0, 100, middle, middle));
        for (int i = 0; i <= scale.ticks(); i++) {
            svg.append(line("tk", scale.tick(i), scale.tick(i), middle - (big ? 5 : 4), middle + (big ? 5 : 4)));
        }
        range.ifPresent(known -> {
            double guess = scale.percent(known.p50());
            double high = scale.percent(known.p90());
            svg.append(line("wh", guess, high, middle, middle));
            svg.append(String.format(
                    Locale.ROOT, "<circle class='pt' cx='%.2f%%' cy='%.1f' r='%d'/>", guess, middle, big ? 8 : 5));
        });
        return new Ruler(svg.append("</svg>").toString());
    }

    private static String line(String name, double left, double right, double top, double bottom) {
        return String.format(
                Locale.ROOT,
                "<line class='%s' x1='%.2f%%' x2='%.2f%%' y1='%.1f' y2='%.1f'/>",
                name,
                left,
                right,
                top,
                bottom);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("'", "&#39;").replace("<", "&lt;");
    }
}
