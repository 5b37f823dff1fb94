package dev.parley.ui.prompt;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.consent.Consents;
import dev.parley.core.follow.Followers;
import dev.parley.core.follow.Following;
import dev.parley.ui.bridge.PageBridge;
import dev.parley.ui.consent.ConsentDialog;
import dev.parley.ui.news.NewsStrip;
import dev.parley.ui.parts.CopyLink;
import dev.parley.ui.parts.Icon;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Press;
import dev.parley.ui.words.Glyph;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The link that stays, how many wait for it, and the way to be told of it. */
final class FollowCard extends Div {
    private static final Duration GOOD_FOR = Duration.ofSeconds(20);

    private final PageBridge bridge;
    private final Followers followers;
    private final PromptId prompt;
    private final boolean own;
    private final Author reader;
    private final Span people = Layout.span("s sub", "");
    private final Press tell;
    private final Press less = new Press("Do not tell me", "quiet sm");
    private final Paragraph note = Layout.text("s sub", "");
    private final Paragraph trouble = Layout.text("s bad-t", "");
    private final ConsentDialog consent;
    private Instant read = Instant.EPOCH;

    FollowCard(PageBridge bridge, Followers followers, Consents consents, PromptId prompt, boolean own, Author reader) {
        this.bridge = bridge;
        this.followers = followers;
        this.prompt = prompt;
        this.own = own;
        this.reader = reader;
        this.consent = new ConsentDialog(bridge, consents, reader);
        tell = new Press(own ? "Tell me when it starts" : "I want this too", "sm", new Icon(Glyph.BELL));
        tell.setId("tell-me");
        // Permission is the browser's to ask for, and only at a press.
        tell.getElement().setAttribute("data-tell-ask", true);
        tell.onPress(this::follow);
        less.setId("tell-me-not");
        less.onPress(() -> change(() -> followers.unfollow(prompt, reader)));
        less.setVisible(false);
        people.setId("wait-people");
        people.getElement().setAttribute("aria-live", "polite");
        note.getElement().setAttribute("data-tell-note", true).setAttribute("hidden", true);
        trouble.getElement().setAttribute("role", "alert");
        addClassNames("card", "stack", "g3");
        add(
                Layout.span("label", "You can close this page. This link keeps working."),
                new CopyLink("/asks/" + prompt),
                Layout.div("row wrap", tell, less),
                people,
                note,
                trouble,
                consent);
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        look();
    }

    /** The number of those who wait, where it was read a while ago: in a crowd, pages look again all the time. */
    void lookNowAndThen(Instant now) {
        if (Duration.between(read, now).compareTo(GOOD_FOR) > 0) {
            look();
        }
    }

    private void look() {
        read = Instant.now();
        if (isAttached()) {
            // A number that cannot be read now is read with the next change.
            bridge.ask(this, () -> followers.of(prompt, Optional.of(reader.id())), this::show, failure -> {});
        }
    }

    private void follow() {
        change(() -> followers.follow(prompt, reader));
    }

    private void change(Supplier<Uni<Following>> how) {
        bridge.ask(
                this,
                how,
                now -> {
                    show(now);
                    NewsStrip.lookAgain(this);
                },
                failure -> consent.after(failure, this::follow, trouble::setText));
    }

    private void show(Following now) {
        trouble.setText("");
        tell.setVisible(!now.you());
        less.setVisible(now.you());
        less.setLabel(own ? "Do not tell me" : "I do not want this any more");
        String waiting = now.people() == 1 ? "" : now.people() + " people wait for this. ";
        String you = !now.you()
                ? own ? "" : "You are told of it as if it were yours, and take no turn of your own for it."
                : own
                        ? "You are told when it starts and when it has ended."
                        : "You are one of them: you are told when it starts and when it has ended.";
        people.setText(waiting + you);
        people.setVisible(!(waiting + you).isEmpty());
    }
}
