package dev.parley.ui.episode;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import dev.parley.core.episode.EpisodeData;

/** From the start of an episode to its limit while it runs, or to its end afterwards. */
@Tag("parley-timeline")
final class Timeline extends Component {
    private Timeline(EpisodeData episode, int steps, String end) {
        double hz = episode.controlHz() > 0 ? episode.controlHz() : 1;
        getElement().setAttribute("episode", episode.id().toString());
        getElement().setAttribute("seconds", String.valueOf(steps / hz));
        getElement().setAttribute("end", end);
    }

    static Timeline live(EpisodeData episode) {
        return new Timeline(episode, episode.maxSteps(), "limit");
    }

    /** @param videoId the replay that it shows and moves */
    static Timeline of(EpisodeData episode, String videoId) {
        Timeline timeline = new Timeline(episode, episode.steps().orElse(episode.maxSteps()), "");
        timeline.getElement().setAttribute("for", videoId);
        return timeline;
    }
}
