package dev.parley.ui.episode;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.ui.parts.Badge;
import dev.parley.ui.parts.CopyLink;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Poster;
import dev.parley.ui.parts.Recorded;
import dev.parley.ui.words.EpisodeWords;
import dev.parley.ui.words.PromptWords;
import dev.parley.ui.words.StationWords;

/** An episode that a station holds: its picture, its readouts, and in words what happens. */
final class LivePane extends EpisodePane {
    private final Div screen = Layout.div("vid flush-m");
    private final Badge badge;
    private final Paragraph sentence = Layout.text("s sub", "");
    private final Span plateText = new Span();
    private final Span plate = Layout.span("plate tl", "");
    private final Div readouts = Layout.div("stack g4");
    private boolean watching;
    private boolean told;

    LivePane(EpisodeData episode, String sharePath) {
        super(episode.id());
        badge = new Badge(EpisodeWords.sign(episode.state()));
        badge.setId("episode-state");
        sentence.setId("episode-sentence");
        sentence.getElement().setAttribute("aria-live", "polite");
        plate.add(Layout.span("livedot", ""), plateText);
        Timeline timeline = Timeline.live(episode);
        addClassNames("two", "narrow");
        add(
                Layout.section("stack g3", screen, Layout.div("card tight", timeline)),
                Layout.aside(
                        "stack g4",
                        Layout.div(
                                "stack g2",
                                Layout.div(
                                        "row wrap",
                                        badge,
                                        Layout.span(
                                                "s dim",
                                                StationWords.kind(episode.stationKind()) + " · "
                                                        + episode.stationName())),
                                Layout.text("quote", EpisodeWords.asked(episode)),
                                sentence,
                                attempt(episode),
                                Layout.text(
                                        "s sub",
                                        PromptWords.reading(episode.goalImage().isPresent(), episode.taskReading()))),
                        readouts,
                        Layout.div(
                                "card stack g2",
                                Layout.span("label", "You can close this page. This link keeps working."),
                                new CopyLink(sharePath))));
        show(episode);
    }

    /** Whoever saw the picture break off is told why it begins again. */
    private static Paragraph attempt(EpisodeData episode) {
        Paragraph attempt = Layout.text("s sub", EpisodeWords.attempt(episode.attempt()));
        attempt.setId("attempt-lost");
        attempt.setVisible(episode.attempt() > 1);
        return attempt;
    }

    @Override
    boolean fits(EpisodeData episode) {
        return episode.id().equals(id()) && !episode.state().terminal();
    }

    @Override
    void show(EpisodeData episode) {
        badge.show(EpisodeWords.sign(episode.state()));
        sentence.setText(EpisodeWords.sentence(episode.state(), episode.stationName()));
        // The picture starts before the arm does, so that the first second of motion is seen.
        boolean moving = episode.state() == EpisodeState.READY
                || episode.state() == EpisodeState.RUNNING
                || episode.state() == EpisodeState.HOLDING;
        plateText.setText(
                moving
                        ? StationWords.kind(episode.stationKind()) + " · " + episode.stationName()
                        : EpisodeWords.sign(episode.state()).word() + " · " + episode.stationName());
        if (moving && !watching) {
            watching = true;
            screen.removeAll();
            screen.add(new LiveScreen(episode.id(), Recorded.camera(episode)), plate);
        } else if (!watching && screen.getChildren().findAny().isEmpty()) {
            screen.add(new Poster(episode.id(), Recorded.camera(episode), true, "Newest frame"), plate);
        }
        if (!told) {
            told = true;
            readouts.add(new Readouts(episode));
        }
    }
}
