package dev.parley.ui.episode;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import dev.parley.contracts.EpisodeId;
import dev.parley.ui.parts.Poster;

/** Live video of one episode and camera; the browser's own element keeps the last frame when the picture stalls. */
@Tag("parley-live")
final class LiveScreen extends Component {
    LiveScreen(EpisodeId episode, String camera) {
        setId("live-video");
        getElement().setAttribute("src", "/api/v1/episodes/" + episode + "/live/" + camera);
        getElement().setAttribute("poster", Poster.address(episode, camera));
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        attach.getUI().getPage().addJsModule("/js/parley-live.js");
    }
}
