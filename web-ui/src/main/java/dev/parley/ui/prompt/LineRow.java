package dev.parley.ui.prompt;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import dev.parley.core.episode.EpisodeState;
import dev.parley.ui.parts.Badge;
import dev.parley.ui.parts.Icon;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Moment;
import dev.parley.ui.words.EpisodeWords;
import dev.parley.ui.words.Glyph;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One row of the line; what it shows is changed in place, and only where it differs. */
final class LineRow extends ListItem {
    private final Span position = Layout.span("pos", "");
    private final Span text = new Span();
    private final Span end = new Span();
    private @Nullable Look shown;
    private @Nullable Moment since;

    LineRow() {
        add(position, text, end);
    }

    /**
     * @param running the state of the episode that holds a station; empty for those who wait
     * @param since when it began to wait
     */
    record Look(boolean mine, String position, String text, Optional<EpisodeState> running, Optional<Instant> since) {
        static Look running(String station, EpisodeState state) {
            return new Look(false, "", "Someone is on " + station, Optional.of(state), Optional.empty());
        }

        static Look more(int number) {
            return new Look(false, "…", number + " more before these", Optional.empty(), Optional.empty());
        }

        static Look waiting(boolean mine, int number, String who, Instant since) {
            return new Look(mine, String.valueOf(number), who, Optional.empty(), Optional.of(since));
        }
    }

    void show(Look look) {
        if (look.equals(shown)) {
            return;
        }
        setClassName("you", look.mine());
        text.setText(look.text());
        position.setText(look.position());
        look.running().ifPresent(state -> position.add(new Icon(Glyph.RUNNING, "s16")));
        showEnd(look);
        shown = look;
    }

    private void showEnd(Look look) {
        if (look.since().isPresent() && since != null) {
            since.at(look.since().get());
            return;
        }
        since = null;
        end.removeAll();
        end.setClassName(look.since().isPresent() ? "dim num" : "");
        look.running().ifPresent(state -> end.add(new Badge(EpisodeWords.sign(state))));
        look.since().ifPresent(at -> {
            Moment moment = new Moment(at, Moment.Mode.SINCE);
            end.add(new Span("waiting "), moment);
            since = moment;
        });
    }
}
