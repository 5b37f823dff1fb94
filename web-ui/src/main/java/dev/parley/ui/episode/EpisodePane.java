package dev.parley.ui.episode;

import com.vaadin.flow.component.html.Div;
import dev.parley.contracts.EpisodeId;
import dev.parley.core.episode.EpisodeData;

/** One way to show one episode, kept and changed in place for as long as it fits, so that a video is never restarted. */
abstract class EpisodePane extends Div {
    private final EpisodeId id;

    EpisodePane(EpisodeId id) {
        this.id = id;
    }

    final EpisodeId id() {
        return id;
    }

    /** Whether this pane can show the episode as it is now. */
    abstract boolean fits(EpisodeData episode);

    abstract void show(EpisodeData episode);
}
