package dev.parley.ui.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import dev.parley.contracts.EpisodeId;

/** The newest still frame of an episode, a JPEG. While it runs the browser looks about once a second; never WebRTC. */
@Tag("parley-poster")
public final class Poster extends Component {
    public Poster(EpisodeId episode, String camera, boolean live, String description) {
        getElement().setAttribute("src", Recorded.poster(episode, camera));
        getElement().setAttribute("alt", description);
        getElement().setAttribute("data-none", live ? "No picture yet" : "No picture was stored");
        getElement().setAttribute("live", live);
    }
}
