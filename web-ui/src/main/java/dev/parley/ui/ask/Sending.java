package dev.parley.ui.ask;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.html.Paragraph;
import dev.parley.core.account.Author;
import dev.parley.core.comparison.ComparisonData;
import dev.parley.core.comparison.ComparisonRequest;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.turn.LineClosed;
import dev.parley.ui.consent.ConsentDialog;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Press;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Sends what the form holds, one at a time, and says what came of it: an ask, a comparison, a closed line or trouble. */
final class Sending {
    private final Component form;
    private final AskServices services;
    private final Author author;
    private final ClosedLine closed;
    private final ConsentDialog consent;
    private final Draft draft;
    private final Consumer<PromptData> asked;
    private final Consumer<ComparisonData> compared;
    private final Runnable again;
    private final Press press = new Press("Ask the robot", "pri lg");
    private final Paragraph trouble = Layout.text("s bad-t", "");
    private boolean underWay;

    /**
     * @param form from whose page it is sent
     * @param again reads the form and sends that, once they have agreed
     */
    Sending(
            Component form,
            AskServices services,
            Author author,
            ClosedLine closed,
            ConsentDialog consent,
            Draft draft,
            Consumer<PromptData> asked,
            Consumer<ComparisonData> compared,
            Runnable again) {
        this.form = form;
        this.services = services;
        this.author = author;
        this.closed = closed;
        this.consent = consent;
        this.draft = draft;
        this.asked = asked;
        this.compared = compared;
        this.again = again;
        press.setId("ask-button");
        press.addClassName("sticky-m");
        HtmlComponent keyboard = new HtmlComponent("kbd");
        keyboard.getElement().setText("Ctrl ↵");
        keyboard.addClassName("only-d");
        press.add(keyboard);
        press.onPress(again);
        trouble.setId("ask-trouble");
        trouble.getElement().setAttribute("role", "alert");
    }

    Press press() {
        return press;
    }

    Paragraph trouble() {
        return trouble;
    }

    boolean underWay() {
        return underWay;
    }

    /** Says what is wrong; an empty sentence takes that back. */
    void say(String sentence) {
        trouble.setText(sentence);
    }

    void ask(PromptRequest request) {
        set(true);
        services.bridge()
                .ask(
                        form,
                        () -> services.prompts().submit(request, author),
                        prompt -> {
                            set(false);
                            draft.forget();
                            asked.accept(prompt);
                        },
                        failure -> refused(failure, request));
    }

    /** The platform draws the two and the start, whatever was chosen for one. */
    void compare(PromptRequest request) {
        PromptRequest open = new PromptRequest(
                request.instruction(),
                request.goalImage(),
                request.sceneId(),
                Optional.empty(),
                OptionalLong.empty(),
                request.wantedBody());
        set(true);
        services.bridge()
                .ask(
                        form,
                        () -> services.comparisons().submit(new ComparisonRequest(open, List.of()), author),
                        comparison -> {
                            set(false);
                            draft.forget();
                            compared.accept(comparison);
                        },
                        failure -> refused(failure, request));
    }

    private void refused(Throwable failure, PromptRequest request) {
        set(false);
        if (failure instanceof LineClosed why) {
            closed.show(why, request);
        } else {
            consent.after(failure, again, this::say);
        }
    }

    private void set(boolean now) {
        underWay = now;
        say("");
        closed.close();
        press.setEnabled(!now);
        press.setLabel(now ? "Sending" : "Ask the robot");
    }
}
