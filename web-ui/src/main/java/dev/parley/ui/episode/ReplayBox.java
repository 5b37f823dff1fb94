package dev.parley.ui.episode;

import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.parley.core.episode.EpisodeData;
import dev.parley.ui.parts.Icon;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Poster;
import dev.parley.ui.parts.Press;
import dev.parley.ui.parts.Recorded;
import dev.parley.ui.words.Glyph;

/** The recording, with step keys. Where nothing was stored, that is what it says. */
@Tag("parley-replay")
final class ReplayBox extends HtmlContainer {
    private static final String VIDEO = "replay-video";

    ReplayBox(EpisodeData episode) {
        addClassNames("stack", "g3");
        if (episode.recordings().isEmpty()) {
            add(
                    Layout.div(
                            "vid flush-m",
                            new Poster(episode.id(), Recorded.camera(episode), false, "Last frame that arrived"),
                            Layout.span("plate tl", "Last frame that arrived")),
                    Layout.text("note", "No recording was stored for this episode."));
            return;
        }
        String camera = Recorded.camera(episode);
        getElement().setAttribute("hz", String.valueOf(episode.controlHz()));
        episode.steps().ifPresent(steps -> getElement().setAttribute("steps", String.valueOf(steps)));
        HtmlComponent video = new HtmlComponent("video");
        video.setId(VIDEO);
        video.getElement()
                .setAttribute("controls", true)
                .setAttribute("playsinline", true)
                .setAttribute("muted", true)
                .setAttribute("preload", "metadata")
                .setAttribute("aria-label", "Recording of the episode")
                .setAttribute("poster", Poster.address(episode.id(), camera))
                .setAttribute("src", "/api/v1/episodes/" + episode.id() + "/recordings/" + camera + ".mp4");
        Span count = Layout.span("s dim mono only-d", "");
        count.getElement().setAttribute("data-count", true);
        Div controls = Layout.div(
                "row wrap",
                control("back", Glyph.STEP_BACK, "Back one step", ""),
                control("play", Glyph.PLAY, "Play", "on"),
                control("forward", Glyph.STEP_ON, "Forward one step", ""),
                rates(),
                Layout.span("grow", ""),
                count);
        Span keys = Layout.span("xs dim only-d", "Keys: Space plays, comma and full stop go one step, with Shift ten.");
        add(
                Layout.div("vid flush-m", video),
                Layout.div("card tight stack g3", Timeline.of(episode, VIDEO), controls, keys));
    }

    private static NativeButton control(String does, Glyph glyph, String label, String extra) {
        NativeButton button = new NativeButton();
        button.addClassName("iconbtn");
        if (!extra.isEmpty()) {
            button.addClassName(extra);
        }
        button.getElement().setAttribute("data-do", does).setAttribute("type", "button");
        button.setAriaLabel(label);
        button.add(new Icon(glyph));
        return button;
    }

    private static Div rates() {
        Div rates = Layout.div("seg");
        rates.getElement().setAttribute("role", "group").setAttribute("aria-label", "Speed");
        for (String rate : new String[] {"0.5", "1", "2"}) {
            Press press = new Press(rate + "×", "");
            press.setClassName("");
            press.getElement().setAttribute("data-rate", rate);
            press.setPressed(rate.equals("1"));
            rates.add(press);
        }
        return rates;
    }
}
