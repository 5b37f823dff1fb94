package dev.parley.ui.prompt;

import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Section;
import dev.parley.contracts.PromptId;
import dev.parley.core.turn.TurnData;
import dev.parley.ui.parts.Layout;
import java.util.ArrayList;
import java.util.List;

/** Who is before you. What others asked stays theirs until it runs. */
final class LineCard extends Section {
    private static final int MOST = 8;
    private static final int MOST_RUNNING = 3;

    private final PromptId prompt;
    private final boolean own;
    private final OrderedList rows = new OrderedList();
    private final List<LineRow> drawn = new ArrayList<>();

    LineCard(PromptId prompt, boolean own) {
        this.prompt = prompt;
        this.own = own;
        rows.addClassName("q");
        addClassNames("card", "stack", "g2");
        add(
                Layout.div(
                        "between base",
                        new H2(own ? "Before you" : "Before it"),
                        Layout.span("s dim only-d", "people take turns; nobody goes twice before others went once")),
                rows);
    }

    void show(PromptLook look) {
        List<LineRow.Look> wanted = new ArrayList<>();
        look.running().stream()
                .limit(MOST_RUNNING)
                .forEach(episode -> wanted.add(LineRow.Look.running(episode.stationName(), episode.state())));
        List<TurnData> line = look.line();
        int mine = 0;
        while (mine < line.size() && !line.get(mine).promptId().equals(prompt)) {
            mine++;
        }
        int from = Math.max(0, mine - MOST);
        if (from > 0) {
            wanted.add(LineRow.Look.more(from));
        }
        for (int i = from; i < Math.min(line.size(), mine + 2); i++) {
            wanted.add(waiting(line.get(i), i + 1, i - mine));
        }
        draw(wanted);
    }

    /** Rows stay and say something else: in a crowd the line moves all the time, for everybody who is in it. */
    private void draw(List<LineRow.Look> wanted) {
        while (drawn.size() > wanted.size()) {
            rows.remove(drawn.removeLast());
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (i == drawn.size()) {
                LineRow row = new LineRow();
                drawn.add(row);
                rows.add(row);
            }
            drawn.get(i).show(wanted.get(i));
        }
    }

    private LineRow.Look waiting(TurnData turn, int number, int fromMine) {
        if (fromMine == 0) {
            return LineRow.Look.waiting(true, number, own ? "You" : "This one", turn.admittedAt());
        }
        String who = turn.goalImage().isPresent() ? "Someone, with a goal picture" : "Someone";
        return LineRow.Look.waiting(
                false, number, fromMine > 0 ? "Someone, after " + (own ? "you" : "it") : who, turn.admittedAt());
    }
}
