package dev.parley.ui.ask;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.Span;
import dev.parley.core.prompt.WaitEstimates.Wait;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.WantedBody;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Ruler;
import dev.parley.ui.parts.RulerScale;
import dev.parley.ui.words.BodyWords;
import dev.parley.ui.words.Spans;
import dev.parley.ui.words.StationWords;
import dev.parley.ui.words.StationWords.Standing;
import dev.parley.ui.words.WaitWords;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The body that would do it: what it is, how many stations have it, and what its reader would wait who asks now. A radio button
 * underneath where there is another one to choose.
 */
final class BodyTile extends HtmlContainer {
    /** Dashed for a simulated body, drawn through for a real one. */
    private static final String DRAWING =
            "<svg class='body' viewBox='0 0 56 56' fill='none' stroke='currentColor' stroke-width='2.2' stroke-linejoin='round' "
                    + "stroke-linecap='round' %s aria-hidden='true'>%s</svg>";

    private static final String ARM = "<path d='M8 50h18M17 50V38l8-22 15 8v8'/><circle cx='25' cy='15' r='4'/>"
            + "<path d='M35 32h10M35 32v6M45 32v6'/>";
    private static final String WHEELS =
            "<rect x='10' y='18' width='36' height='20' rx='8'/><circle cx='19' cy='42' r='6'/>"
                    + "<circle cx='37' cy='42' r='6'/><path d='M38 24h4'/>";

    private final Div wait = Layout.div("pick-body");

    private final Span summary = Layout.span("dim", "");
    private final Span note = Layout.span("note", "");
    private final Input radio = new Input();

    /**
     * @param kinds what the stations are that have it
     * @param open whether there is another one to choose
     */
    BodyTile(WantedBody body, Set<StationKind> kinds, String embodiment, boolean open, Runnable chosen) {
        super(open ? "label" : "div");
        addClassNames("pick", "static");
        getElement().setAttribute("data-body", body.wireName());
        if (open) {
            addClassName("choose");
            radio.setType("radio");
            radio.getElement().setAttribute("name", "body").setAttribute("value", body.wireName());
            radio.getElement().addEventListener("change", event -> chosen.run());
            add(radio);
        }
        Span arm = Layout.span("svg", "");
        arm.getElement()
                .setProperty(
                        "innerHTML",
                        DRAWING.formatted(
                                kinds.contains(StationKind.REAL_ROBOT) ? "" : "stroke-dasharray='3.5 3.8'",
                                embodiment.equals("diff-drive") ? WHEELS : ARM));
        Span name = Layout.span("b", open ? among(kinds, embodiment) : BodyWords.label(embodiment));
        name.getStyle().set("color", "var(--p-ink)");
        Div about = Layout.div("grow stack g1", name);
        kinds.forEach(kind -> about.add(Layout.span("", StationWords.meaning(kind))));
        about.add(summary, note);
        add(Layout.div("row g3", arm, about), wait);
        showNothingYet();
    }

    /** The same arm stands on each tile: what tells them apart comes first. */
    private static String among(Set<StationKind> kinds, String embodiment) {
        return kinds.stream().map(StationWords::kind).collect(Collectors.joining(" or ")) + ": "
                + BodyWords.phrase(embodiment);
    }

    /** @param runs whether one of them runs the policy that is chosen */
    void describe(List<StationData> stations, boolean runs) {
        summary.setText(summary(stations));
        note.setText("It does not run the policy that is chosen.");
        note.setVisible(!runs);
    }

    void mark(boolean chosen) {
        radio.getElement().setProperty("checked", chosen);
    }

    void showNothingYet() {
        wait.removeAll();
        wait.add(Ruler.wait(RulerScale.fitting(Duration.ofMinutes(5)), Optional.empty(), "No estimate yet", false));
        wait.add(Layout.span("s dim", "Looking up the wait"));
    }

    /**
     * @param scale of all tiles
     * @param longest nobody is let in for more than this
     */
    void show(Wait now, RulerScale scale, Duration longest) {
        wait.removeAll();
        wait.add(Ruler.wait(
                scale, now.estimate(), now.estimate().map(WaitWords::sentence).orElse("No estimate yet"), false));
        Span text = now.estimate()
                .map(range -> Layout.span("med", Spans.range(range.p50(), range.p90())))
                .orElseGet(() -> Layout.span("med", "No estimate yet"));
        text.getStyle().set("color", "var(--p-ink)");
        Div line = Layout.div("between s", text, Layout.span("dim", "scale: " + Spans.spoken(scale.end())));
        wait.add(line);
        if (!now.reasonText().isBlank()) {
            wait.add(Layout.span("s", now.reasonText()));
        }
        if (!now.within(longest)) {
            wait.add(Layout.span(
                    "note warn",
                    "The line is closed: nobody is let in for more than %s. Press Ask to see what can be done instead."
                            .formatted(Spans.spoken(longest))));
        }
    }

    void showUnknown() {
        wait.removeAll();
        wait.add(Layout.span("s", "The wait could not be read just now. Asking still works."));
    }

    private static String summary(List<StationData> stations) {
        if (stations.isEmpty()) {
            return "No station is known yet";
        }
        long away = stations.stream()
                .filter(station -> StationWords.standing(station) == Standing.UNKNOWN)
                .count();
        int places = stations.stream().mapToInt(StationData::slots).sum();
        int busy =
                stations.stream().mapToInt(station -> station.running().size()).sum();
        String text = (stations.size() == 1 ? "1 station" : stations.size() + " stations") + ", " + busy + " of "
                + places + (places == 1 ? " place busy" : " places busy");
        return away == 0 ? text : text + ", " + away + " out of contact";
    }
}
