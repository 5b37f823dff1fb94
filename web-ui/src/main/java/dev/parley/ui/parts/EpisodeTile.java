package dev.parley.ui.parts;

import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.ui.words.EpisodeWords;
import dev.parley.ui.words.StationWords;

/** One running episode in a list: a still, what was asked, how it stands. */
public final class EpisodeTile extends Away {
    private EpisodeTile(EpisodeData episode) {
        super("/episodes/" + episode.id(), "");
        addClassName("tile");
        getElement().setAttribute("data-testid", "episode-tile");
    }

    /** For what runs now. */
    public static EpisodeTile live(EpisodeData episode) {
        EpisodeTile tile = new EpisodeTile(episode);
        boolean moving = episode.state() == EpisodeState.RUNNING;
        Span plate = Layout.span("plate tl", "");
        plate.add(
                Layout.span(moving ? "livedot ring" : "livedot", ""),
                new Span(StationWords.kind(episode.stationKind()) + " · " + episode.stationName()));
        Div caption = Layout.div("cap", strong(EpisodeWords.asked(episode)));
        Span since = Layout.span("dim num", "");
        if (moving && episode.runningAt().isPresent()) {
            since.add(new Moment(episode.runningAt().get(), Moment.Mode.SINCE), new Span(" so far"));
        } else {
            since.setText(EpisodeWords.sign(episode.state()).word());
        }
        caption.add(since);
        tile.add(picture(episode, plate), caption);
        return tile;
    }

    private static Div picture(EpisodeData episode, Span plate) {
        return Layout.div(
                "vid sm",
                new Poster(
                        episode.id(), Recorded.camera(episode), true, "Newest frame of " + EpisodeWords.asked(episode)),
                plate);
    }

    private static HtmlComponent strong(String text) {
        HtmlComponent strong = new HtmlComponent("b");
        strong.getElement().setText(text);
        return strong;
    }
}
