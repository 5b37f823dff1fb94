package dev.parley.ui.prompt;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import dev.parley.contracts.ComparisonId;
import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.DomainEvent.Aggregate;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptState;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.prompt.Rejection;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnPair;
import dev.parley.core.turn.TurnState;
import dev.parley.core.withdrawal.Withdrawals;
import dev.parley.ui.bridge.PageBridge;
import dev.parley.ui.episode.EpisodeBox;
import dev.parley.ui.frame.MainLayout;
import dev.parley.ui.identity.Visitors;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Message;
import dev.parley.ui.parts.Shapes;
import dev.parley.ui.words.EpisodeWords;
import dev.parley.ui.words.Trouble;
import dev.parley.ui.words.WaitWords;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jboss.logging.Logger;

/** One prompt by its durable address: in line, then live, then finished, in place and pushed. */
@Route(value = "asks/:promptId", layout = MainLayout.class)
public class PromptView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final Logger LOG = Logger.getLogger(PromptView.class);

    private final PageBridge bridge;
    private final PromptLooks looks;
    private final Prompts prompts;
    private final WaitServices services;
    private final Author author;
    private final TakeBack takeBack;
    private final Div whose = Layout.div("");
    private final Div content = new Div();
    private final Div said = Layout.div("sr");
    private final Div trouble = Layout.div("");
    private Optional<PromptId> id = Optional.empty();
    private Optional<WaitingPane> waiting = Optional.empty();
    private Optional<EpisodeBox> box = Optional.empty();
    private Optional<PromptData> known = Optional.empty();
    private volatile boolean inLine = true;
    private long asks;
    private long answered;

    @Inject
    public PromptView(
            PageBridge bridge,
            PromptLooks looks,
            Prompts prompts,
            Withdrawals withdrawals,
            WaitServices services,
            Visitors visitors) {
        this.services = services;
        this.bridge = bridge;
        this.looks = looks;
        this.prompts = prompts;
        this.author = visitors.current();
        this.takeBack = new TakeBack(bridge, withdrawals, author);
        said.getElement().setAttribute("aria-live", "polite");
        trouble.getElement().setAttribute("role", "alert");
        content.add(Shapes.card());
        whose.setId("preview-of");
        add(said, trouble, whose, content, takeBack);
        addClassNames("stack", "g4");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        try {
            id = Optional.of(
                    PromptId.parse(event.getRouteParameters().get("promptId").orElse("")));
        } catch (IllegalArgumentException e) {
            event.rerouteToError(NotFoundException.class);
        }
    }

    @Override
    public String getPageTitle() {
        return "Your ask · Parley";
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        id.ifPresent(prompt -> {
            look(prompt);
            bridge.follow(this, this::own, () -> look(prompt));
            bridge.followOthers(this, this::movesTheLine, this::lookAround);
        });
    }

    /** Its own events name it, whatever they are about. */
    private boolean own(DomainEvent event) {
        return event.aggregate() != Aggregate.VOTE
                && id.filter(prompt -> prompt.value().equals(event.id())
                                || event.payload().contains("\"" + prompt + "\""))
                        .isPresent();
    }

    /** While it waits every turn and station may change its place. */
    private boolean movesTheLine(DomainEvent event) {
        return inLine
                && switch (event.aggregate()) {
                    case TURN, EPISODE, ASSIGNMENT, STATION -> true;
                    case PROMPT, VOTE -> false;
                };
    }

    private void look(PromptId prompt) {
        long asked = ++asks;
        bridge.ask(
                this,
                () -> looks.at(prompt),
                found -> {
                    // One that waits takes more reads than one that is held: a later look may be there already.
                    if (asked > answered) {
                        answered = asked;
                        found.ifPresentOrElse(this::show, this::unknown);
                    }
                },
                failure -> {
                    // What is on the page stays: it was true when it was read, and the next event looks again.
                    if (waiting.isEmpty() && box.isEmpty()) {
                        replace(Message.unreadable("This ask", () -> look(prompt)));
                    }
                });
    }

    /** What others do changes the place alone. */
    private void lookAround() {
        known.filter(prompt -> inLine)
                .ifPresent(prompt -> bridge.ask(
                        this,
                        () -> looks.around(prompt),
                        // Its own events may have been answered meanwhile: they know more.
                        found -> found.filter(look ->
                                        known.filter(now -> now == prompt).isPresent())
                                .ifPresent(this::show),
                        failure -> LOG.debug("what is on the page stays until the next event", failure)));
    }

    private void show(PromptLook look) {
        PromptData prompt = look.prompt();
        Optional<ComparisonId> blind = prompt.turns().stream()
                .flatMap(each -> each.pair().stream())
                .map(TurnPair::comparison)
                .findFirst();
        if (blind.isPresent() && prompt.state() != PromptState.ERASED && prompt.state() != PromptState.REJECTED) {
            // Its own page shows both, and only what may be seen of them.
            getUI().ifPresent(ui -> ui.getPage().setLocation("/compare/" + blind.get()));
            return;
        }
        known = Optional.of(prompt);
        sayWhose(prompt);
        Optional<TurnData> turn = look.turn();
        inLine = turn.map(now -> now.state() == TurnState.WAITING).orElse(false);
        if (own(prompt) && prompt.state() != PromptState.ERASED) {
            takeBack.offer(prompt.id(), () -> look(prompt.id()));
        }
        if (prompt.state() == PromptState.ERASED) {
            takeBack.close();
            replace(NoEpisode.erased());
        } else if (prompt.state() == PromptState.REJECTED) {
            String why = prompt.rejection().map(Rejection::sentence).orElse("Try other words.");
            replace(NoEpisode.ended("This one was refused", "It was not run, and nothing was moved. " + why, prompt));
        } else if (look.place().isPresent() && turn.isPresent()) {
            WaitingPane pane = waiting.orElseGet(() -> {
                WaitingPane made = new WaitingPane(
                        prompt,
                        look.sceneTitle(),
                        own(prompt),
                        services.follow(prompt.id(), own(prompt), author),
                        services.preview(prompt.id(), own(prompt), author),
                        services.meanwhile(prompt, author),
                        () -> withdraw(prompt.id()));
                replace(made);
                waiting = Optional.of(made);
                return made;
            });
            pane.show(look, look.place().get(), turn.get());
            say(WaitWords.place(look.place().get(), own(prompt)));
        } else if (look.episode().isPresent()) {
            EpisodeData episode = look.episode().get();
            EpisodeBox shown = box.filter(now -> now.shows(episode)).orElseGet(() -> {
                EpisodeBox made = new EpisodeBox(episode, own(prompt));
                replace(made);
                box = Optional.of(made);
                return made;
            });
            shown.show(episode);
            say(EpisodeWords.openSign(episode.state()).word());
        } else {
            replace(NoEpisode.of(prompt, turn));
        }
    }

    private boolean own(PromptData prompt) {
        return prompt.author().equals(author.id());
    }

    /** Of a try in simulation: which one it tries. */
    private void sayWhose(PromptData prompt) {
        boolean shown = whose.getChildren().findAny().isPresent();
        if (prompt.state() != PromptState.ERASED && !shown) {
            prompt.previewOf()
                    .ifPresent(first -> whose.add(Layout.line(
                            "note",
                            new Span("A try in simulation, which is not the robot. "),
                            new Anchor("/asks/" + first, "To the one that waits for the robot"))));
        }
    }

    private void withdraw(PromptId prompt) {
        bridge.ask(this, () -> prompts.withdraw(prompt, author), now -> look(prompt), failure -> {
            trouble.removeAll();
            trouble.add(Layout.text("note bad", Trouble.sentence(failure)));
        });
    }

    private void unknown() {
        Anchor ask = new Anchor("/", "Ask something");
        ask.addClassName("btn");
        replace(new Message(
                "There is no such ask",
                "One that was taken back says so; this link may have been copied wrongly.",
                ask));
    }

    private void say(String sentence) {
        if (!sentence.equals(said.getText())) {
            said.setText(sentence);
            getUI().ifPresent(ui -> ui.getPage().setTitle(sentence + " · Parley"));
        }
    }

    private void replace(Component next) {
        waiting = Optional.empty();
        box = Optional.empty();
        content.removeAll();
        content.add(next);
    }
}
