package dev.parley.ui.episode;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.parley.contracts.EpisodeId;
import dev.parley.core.episode.Episodes;
import dev.parley.ui.bridge.PageBridge;
import dev.parley.ui.frame.MainLayout;
import dev.parley.ui.parts.Message;
import dev.parley.ui.parts.Shapes;
import jakarta.inject.Inject;
import java.util.Optional;

/** One episode by its own address, for anybody. */
@Route(value = "episodes/:episodeId", layout = MainLayout.class)
@PageTitle("Episode · Parley")
public class EpisodeView extends Div implements BeforeEnterObserver {
    private final PageBridge bridge;
    private final Episodes episodes;
    private final EpisodeShow show;
    private Optional<EpisodeId> id = Optional.empty();

    @Inject
    public EpisodeView(PageBridge bridge, Episodes episodes, EpisodeShow show) {
        this.bridge = bridge;
        this.episodes = episodes;
        this.show = show;
        add(Shapes.card());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String text = event.getRouteParameters().get("episodeId").orElse("");
        try {
            id = Optional.of(EpisodeId.parse(text));
        } catch (IllegalArgumentException e) {
            event.rerouteToError(NotFoundException.class);
        }
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        id.ifPresent(episode -> {
            look(episode);
            bridge.follow(this, event -> event.id().equals(episode.value()), () -> look(episode));
        });
    }

    private void look(EpisodeId episode) {
        bridge.ask(
                this,
                () -> episodes.find(episode),
                found -> found.ifPresentOrElse(
                        data -> {
                            if (show.getParent().isEmpty()) {
                                removeAll();
                                add(show);
                            }
                            show.show(data, "/episodes/" + episode);
                        },
                        this::unknown),
                failure -> {
                    // What is on the page is still true; only a page without anything says that it could not be read.
                    if (show.getParent().isEmpty()) {
                        removeAll();
                        add(Message.unreadable("This episode", () -> look(episode)));
                    }
                });
    }

    private void unknown() {
        Anchor explore = new Anchor("/explore", "Explore episodes");
        explore.addClassName("btn");
        removeAll();
        add(new Message(
                "There is no such episode",
                "Episodes are never removed, so the link may have been copied wrongly.",
                explore));
    }
}
