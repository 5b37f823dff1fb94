package dev.parley.ui.prompt;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.parley.contracts.PromptId;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.turn.TurnData;
import dev.parley.ui.parts.Badge;
import dev.parley.ui.parts.Icon;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Moment;
import dev.parley.ui.words.EpisodeWords;
import dev.parley.ui.words.Glyph;
import java.util.List;

/** Who is before you. What others asked stays theirs until it runs. */
final class LineCard extends Section {
    private static final int MOST = 8;

    private final PromptId prompt;
    private final boolean own;
    private final OrderedList rows = new OrderedList();

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
        rows.removeAll();
        for (EpisodeData episode : look.running().stream().limit(3).toList()) {
            rows.add(running(episode));
        }
        List<TurnData> line = look.line();
        int mine = 0;
        while (mine < line.size() && !line.get(mine).promptId().equals(prompt)) {
            mine++;
        }
        int from = Math.max(0, mine - MOST);
        if (from > 0) {
            rows.add(row("", "…", from + " more before these", new Span()));
        }
        for (int i = from; i < Math.min(line.size(), mine + 2); i++) {
            rows.add(waiting(line.get(i), i + 1, i - mine));
        }
    }

    private static ListItem running(EpisodeData episode) {
        ListItem row =
                row("", "", "Someone is on " + episode.stationName(), new Badge(EpisodeWords.sign(episode.state())));
        row.getElement().getChild(0).removeAllChildren();
        row.getElement().getChild(0).appendChild(new Icon(Glyph.RUNNING, "s16").getElement());
        return row;
    }

    private ListItem waiting(TurnData turn, int number, int fromMine) {
        Span since = Layout.span("dim num", "waiting ");
        since.add(new Moment(turn.admittedAt(), Moment.Mode.SINCE));
        if (fromMine == 0) {
            return row("you", String.valueOf(number), own ? "You" : "This one", since);
        }
        String who = turn.goalImage().isPresent() ? "Someone, with a goal picture" : "Someone";
        return row("", String.valueOf(number), fromMine > 0 ? "Someone, after " + (own ? "you" : "it") : who, since);
    }

    private static ListItem row(String classes, String position, String text, Component end) {
        ListItem row = new ListItem(Layout.span("pos", position), new Span(text), end);
        if (!classes.isEmpty()) {
            row.addClassName(classes);
        }
        return row;
    }
}
