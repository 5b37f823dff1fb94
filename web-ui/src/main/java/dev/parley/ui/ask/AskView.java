package dev.parley.ui.ask;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.comparison.ComparisonData;
import dev.parley.core.comparison.Comparisons;
import dev.parley.core.consent.Consents;
import dev.parley.core.follow.Followers;
import dev.parley.core.follow.Newsstand;
import dev.parley.core.goal.ComposedGoals;
import dev.parley.core.goal.GoalStatements;
import dev.parley.core.goalimage.GoalImages;
import dev.parley.core.instead.Alternatives;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.scene.Scenes;
import dev.parley.ui.bridge.Line;
import dev.parley.ui.bridge.PageBridge;
import dev.parley.ui.bridge.Running;
import dev.parley.ui.frame.MainLayout;
import dev.parley.ui.identity.Visitors;
import jakarta.inject.Inject;

/** The first page: ask, and see what runs now. */
@Route(value = "", layout = MainLayout.class)
@PageTitle("Ask · Parley")
public class AskView extends Div implements BeforeEnterObserver {
    private final AskServices services;
    private final Running running;
    private final Author author;

    @Inject
    public AskView(
            PageBridge bridge,
            Running running,
            Offers offers,
            Scenes scenes,
            Prompts prompts,
            Comparisons comparisons,
            GoalImages images,
            ComposedGoals goals,
            GoalStatements meanings,
            Consents consents,
            Line line,
            AlikeAsks alike,
            Alternatives alternatives,
            Followers followers,
            Newsstand newsstand,
            Visitors visitors) {
        this.services = new AskServices(
                bridge,
                offers,
                scenes,
                prompts,
                comparisons,
                images,
                goals,
                meanings,
                consents,
                line,
                alike,
                alternatives,
                followers,
                newsstand);
        this.running = running;
        this.author = visitors.current();
        addClassName("two");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        removeAll();
        Wish wish = Wish.from(event.getLocation().getQueryParameters());
        add(
                new AskForm(services, author, wish, this::open, this::openBlind, this::follow),
                new RunningNow(services.bridge(), running));
    }

    /** A page of its own, without a session: it says nothing that its reader may not know. */
    private void openBlind(ComparisonData comparison) {
        getUI().ifPresent(ui -> ui.getPage().setLocation("/compare/" + comparison.id()));
    }

    private void follow(PromptId prompt) {
        getUI().ifPresent(ui -> ui.navigate("asks/" + prompt));
    }

    private void open(PromptData prompt) {
        getUI().ifPresent(ui -> ui.navigate("asks/" + prompt.id()));
    }
}
