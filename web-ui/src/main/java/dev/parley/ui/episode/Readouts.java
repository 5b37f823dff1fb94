package dev.parley.ui.episode;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import dev.parley.core.episode.EpisodeData;

/** Step, gripper, hand and thinking time beside the picture; they come to the browser over a WebSocket of their own. */
@Tag("parley-readouts")
final class Readouts extends Component {
    Readouts(EpisodeData episode) {
        getElement().setAttribute("episode", episode.id().toString());
        getElement().setAttribute("max-steps", String.valueOf(episode.maxSteps()));
        getElement().setAttribute("hz", String.valueOf(episode.controlHz()));
    }
}
