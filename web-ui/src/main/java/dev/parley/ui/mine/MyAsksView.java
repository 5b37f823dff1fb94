package dev.parley.ui.mine;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.parley.core.account.Author;
import dev.parley.core.consent.Consents;
import dev.parley.core.event.DomainEvent.Aggregate;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptState;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.turn.TurnData;
import dev.parley.core.withdrawal.Withdrawals;
import dev.parley.ui.bridge.PageBridge;
import dev.parley.ui.frame.MainLayout;
import dev.parley.ui.identity.Visitors;
import dev.parley.ui.parts.Badge;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Message;
import dev.parley.ui.parts.Moment;
import dev.parley.ui.parts.Shapes;
import dev.parley.ui.words.EpisodeWords;
import dev.parley.ui.words.PromptWords;
import dev.parley.ui.words.Sign;
import jakarta.inject.Inject;
import java.util.List;

/** What this browser's guest, or whoever is signed in, asked, newest first. */
@Route(value = "my", layout = MainLayout.class)
@PageTitle("My asks · Parley")
public class MyAsksView extends Div {
    private static final int MOST = 50;

    private final PageBridge bridge;
    private final Prompts prompts;
    private final Author author;
    private final Div content = new Div();

    @Inject
    public MyAsksView(
            PageBridge bridge, Prompts prompts, Consents consents, Withdrawals withdrawals, Visitors visitors) {
        this.bridge = bridge;
        this.prompts = prompts;
        this.author = visitors.current();
        addClassNames("stack", "g4");
        content.add(Shapes.card());
        add(
                Layout.div(
                        "stack g1",
                        new H1("My asks"),
                        Layout.text(
                                "sub",
                                "Kept with your account while you are signed in, else by a cookie in this browser. Anybody with a link can see an ask.")),
                content,
                new MyChoices(bridge, consents, withdrawals, author, this::look));
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        look();
        bridge.follow(
                this,
                event -> event.aggregate() == Aggregate.PROMPT || event.aggregate() == Aggregate.EPISODE,
                this::look);
    }

    private void look() {
        bridge.ask(this, () -> prompts.of(author, MOST), this::show, failure -> {
            content.removeAll();
            content.add(Message.unreadable("Your asks", this::look));
        });
    }

    private void show(List<PromptData> asked) {
        content.removeAll();
        if (asked.isEmpty()) {
            Anchor ask = new Anchor("/", "Ask a robot");
            ask.addClassNames("btn", "pri");
            content.add(new Message("You have not asked anything yet", "What you ask is listed here.", ask));
            return;
        }
        Div list = Layout.div("card flush");
        asked.forEach(prompt -> list.add(row(prompt)));
        content.add(list);
    }

    private static Anchor row(PromptData prompt) {
        Anchor row = new Anchor("/asks/" + prompt.id());
        row.addClassName("ask-row");
        Span when = Layout.span("s dim", "");
        when.add(new Moment(prompt.submittedAt(), Moment.Mode.AGO));
        Div about = Layout.div("stack g1", Layout.span("med", PromptWords.asked(prompt)), when);
        if (prompt.previewOf().isPresent()) {
            about.add(Layout.span("s sub", "Tried in simulation while a robot is awaited"));
        }
        row.add(about, new Badge(sign(prompt)));
        return row;
    }

    /** The nearest thing to what a person wants to know: the turn while one is open, then how it ended. */
    private static Sign sign(PromptData prompt) {
        if (prompt.state() == PromptState.COMPLETED && !prompt.episodes().isEmpty()) {
            return EpisodeWords.openSign(prompt.episodes().getLast().state());
        }
        return prompt.turns().stream()
                .map(TurnData::state)
                .filter(state -> !state.terminal())
                .findFirst()
                .map(PromptWords::sign)
                .orElseGet(() -> PromptWords.sign(prompt.state()));
    }
}
