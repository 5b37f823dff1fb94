package dev.parley.ui.episode;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import dev.parley.core.episode.EpisodeData;

/**
 * An episode inside a Flow page: the browser fetches its public page and shows it here, so there is one way to show one.
 * The server only says that it has changed; a picture that plays is never restarted.
 */
@Tag("parley-episode")
public final class EpisodeBox extends Component {
    private final String id;

    /** @param own whether the reader asked for it */
    public EpisodeBox(EpisodeData episode, boolean own) {
        id = episode.id().toString();
        getElement().setAttribute("episode", id);
        getElement().setAttribute("pushed", true);
        getElement().setAttribute("own", own);
        show(episode);
    }

    public boolean shows(EpisodeData episode) {
        return episode.id().toString().equals(id);
    }

    public void show(EpisodeData episode) {
        getElement().setAttribute("state", episode.state().name());
    }
}
