package dev.parley.ui.parts;

import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.ui.words.EpisodeWords;
import dev.parley.ui.words.Spans;
import java.time.Duration;
import java.util.Optional;

/** One episode in a list: a still, what was asked, how it stands. */
public final class EpisodeTile extends Anchor {
    private EpisodeTile(EpisodeData episode) {
        super("/episodes/" + episode.id());
        addClassName("tile");
        getElement().setAttribute("data-testid", "episode-tile");
    }

    /** For what runs now. */
    public static EpisodeTile live(EpisodeData episode) {
        EpisodeTile tile = new EpisodeTile(episode);
        boolean moving = episode.state() == EpisodeState.RUNNING;
        Span plate = Layout.span("plate tl", "");
        plate.add(Layout.span(moving ? "livedot ring" : "livedot", ""), new Span(episode.stationName()));
        Div caption = Layout.div("cap", strong(EpisodeWords.asked(episode)));
        Span since = Layout.span("dim num", "");
        if (moving && episode.runningAt().isPresent()) {
            since.add(new Moment(episode.runningAt().get(), Moment.Mode.SINCE), new Span(" so far"));
        } else {
            since.setText(EpisodeWords.sign(episode.state()).word());
        }
        caption.add(since);
        tile.add(picture(episode, true, plate), caption);
        return tile;
    }

    /**
     * For a list of episodes in any state.
     *
     * @param showOutcome whether the judge's result may be seen; it sways whoever has not voted yet
     */
    public static EpisodeTile listed(EpisodeData episode, boolean showOutcome) {
        if (!episode.state().terminal()) {
            return live(episode);
        }
        EpisodeTile tile = new EpisodeTile(episode);
        Div meta = Layout.div("meta");
        Div badges = Layout.div("row wrap");
        badges.add(new Badge(EpisodeWords.sign(episode.state())));
        if (showOutcome) {
            badges.add(new Badge(EpisodeWords.sign(EpisodeWords.sceneResult(episode))));
        }
        Span about = Layout.span("xs dim", "");
        about.add(new Span(episode.policyName() + " · "), new Moment(episode.createdAt(), Moment.Mode.AGO));
        meta.add(badges, about);
        Div picture = picture(episode, false);
        length(episode).ifPresent(length -> picture.add(Layout.span("plate br", length)));
        tile.add(picture, Layout.div("cap", strong(EpisodeWords.asked(episode))), meta);
        return tile;
    }

    private static Optional<String> length(EpisodeData episode) {
        return episode.steps().isPresent() && episode.controlHz() > 0
                ? Optional.of(Spans.spoken(
                        Duration.ofMillis(Math.round(1000.0 * episode.steps().getAsInt() / episode.controlHz()))))
                : Optional.empty();
    }

    private static Div picture(EpisodeData episode, boolean live, Span... plates) {
        Div picture = Layout.div(
                "vid sm",
                new Poster(
                        episode.id(),
                        Recorded.camera(episode),
                        live,
                        (live ? "Newest frame of " : "Last frame of ") + EpisodeWords.asked(episode)));
        picture.add(plates);
        return picture;
    }

    private static HtmlComponent strong(String text) {
        HtmlComponent strong = new HtmlComponent("b");
        strong.getElement().setText(text);
        return strong;
    }
}
