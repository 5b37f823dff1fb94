package dev.parley.ui.episode;

import com.vaadin.flow.component.html.Div;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.vote.Votes;
import dev.parley.ui.bridge.PageBridge;
import dev.parley.ui.identity.Visitors;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/** Shows one episode and changes with it, live first and finished after; a picture that plays is never restarted. */
@Dependent
public class EpisodeShow extends Div {
    private final VoteServices services;
    private Optional<EpisodePane> pane = Optional.empty();

    @Inject
    public EpisodeShow(PageBridge bridge, Votes votes, Visitors visitors, UiConfig config) {
        services = new VoteServices(bridge, votes, visitors.current(), config.hideVerdictUntilVote());
    }

    /** @param sharePath the durable address of the page that this stands on */
    public void show(EpisodeData episode, String sharePath) {
        if (pane.filter(now -> now.fits(episode)).isPresent()) {
            pane.get().show(episode);
            return;
        }
        EpisodePane next = episode.state().terminal()
                ? new FinishedPane(episode, services, sharePath)
                : new LivePane(episode, sharePath);
        removeAll();
        add(next);
        pane = Optional.of(next);
    }
}
