package dev.parley.ui.explore;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.Episodes;
import dev.parley.core.event.DomainEvent.Aggregate;
import dev.parley.core.policy.Policies;
import dev.parley.core.scene.Scenes;
import dev.parley.ui.bridge.PageBridge;
import dev.parley.ui.episode.UiConfig;
import dev.parley.ui.frame.MainLayout;
import dev.parley.ui.parts.EpisodeTile;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Message;
import dev.parley.ui.parts.Press;
import dev.parley.ui.parts.Shapes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was asked and how it went, newest first; the address holds the search. */
@Route(value = "explore", layout = MainLayout.class)
@PageTitle("Explore · Parley")
public class ExploreView extends Div implements BeforeEnterObserver {
    private static final int PAGE = 24;

    private final PageBridge bridge;
    private final Episodes episodes;
    private final boolean hideOutcomes;
    private final Div count = Layout.div("s sub");
    private final Div results = Layout.div("stack g4");
    private final Div wall = Layout.div("wall");
    private final Press fresh = new Press("Show new episodes", "sm");
    private final Filters filters;
    private final List<EpisodeData> shown = new ArrayList<>();
    private Search search = Search.ALL;

    @Inject
    public ExploreView(PageBridge bridge, Episodes episodes, Scenes scenes, Policies policies, UiConfig config) {
        this.bridge = bridge;
        this.episodes = episodes;
        this.hideOutcomes = config.hideVerdictUntilVote();
        this.filters = new Filters(bridge, scenes, policies, hideOutcomes, this::go);
        count.setId("explore-count");
        count.getElement().setAttribute("aria-live", "polite");
        fresh.setVisible(false);
        fresh.onPress(this::first);
        addClassNames("stack", "g4");
        H1 title = new H1("Explore");
        title.addClassName("sr");
        results.add(Layout.div("between", count, fresh), wall);
        add(title, filters.searchBox(), Layout.div("exp", filters, results));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        search = Search.from(event.getLocation().getQueryParameters());
        filters.show(search);
        if (isAttached()) {
            first();
        }
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        first();
        bridge.follow(this, event -> event.aggregate() == Aggregate.EPISODE, this::newer);
    }

    private void go(Search next) {
        UI.getCurrent().navigate(ExploreView.class, next.toQuery());
    }

    private void first() {
        fresh.setVisible(false);
        if (shown.isEmpty()) {
            wall.removeAll();
            results.replace(results.getComponentAt(1), Shapes.tiles("wall", 6));
        }
        Search asked = search;
        bridge.ask(
                this,
                () -> episodes.search(asked.toEpisodeSearch(Optional.empty(), PAGE)),
                found -> {
                    shown.clear();
                    wall.removeAll();
                    append(found);
                },
                failure -> below(Message.unreadable("The episodes", this::first)));
    }

    private void more() {
        Search asked = search;
        bridge.ask(
                this,
                () -> episodes.search(
                        asked.toEpisodeSearch(Optional.of(shown.getLast().createdAt()), PAGE)),
                this::append,
                failure -> below(Message.unreadable("Older episodes", this::more)));
    }

    /** Says that there is something newer; the wall is not moved under the reader's eyes. */
    private void newer() {
        Search asked = search;
        bridge.ask(
                this,
                () -> episodes.search(asked.toEpisodeSearch(Optional.empty(), 1)),
                newest -> {
                    boolean changed = !newest.isEmpty()
                            && (shown.isEmpty()
                                    || !shown.getFirst()
                                            .id()
                                            .equals(newest.getFirst().id()));
                    if (changed && shown.isEmpty()) {
                        first();
                    } else {
                        fresh.setVisible(changed);
                    }
                },
                // Nothing on the page became untrue; the next event looks again.
                failure -> fresh.setVisible(false));
    }

    private void append(List<EpisodeData> found) {
        boolean outcomes = !hideOutcomes || search.outcomesShown();
        for (EpisodeData episode : found) {
            shown.add(episode);
            wall.add(EpisodeTile.listed(episode, outcomes));
        }
        results.removeAll();
        if (shown.isEmpty()) {
            count.setText("");
            results.add(nothing());
            return;
        }
        boolean more = found.size() == PAGE;
        count.setText((more ? shown.size() + " newest" : String.valueOf(shown.size()))
                + (shown.size() == 1 ? " episode" : " episodes")
                + search.describe());
        results.add(Layout.div("between", count, fresh), wall);
        if (more) {
            Press button = new Press("Show older ones", "").onPress(this::more);
            button.setId("explore-more");
            results.add(Layout.div("row", button));
        }
    }

    private Message nothing() {
        Anchor ask = new Anchor("/", search.narrowed() ? "Ask it" : "Ask a robot");
        ask.addClassName("btn");
        if (!search.narrowed()) {
            return new Message("Nobody has asked anything here yet", "You could be first.", ask);
        }
        Press clear = new Press("Clear the filters", "").onPress(() -> go(Search.ALL));
        return new Message("No episode fits", "Nothing that ran here" + search.describe() + ".", clear, ask);
    }

    private void below(Message message) {
        results.removeAll();
        results.add(Layout.div("between", count, fresh), wall, message);
    }
}
