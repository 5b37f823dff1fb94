package dev.parley.ui.ask;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.instead.Instead;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.turn.LineClosed;
import dev.parley.ui.consent.ConsentDialog;
import dev.parley.ui.news.NewsStrip;
import dev.parley.ui.parts.Away;
import dev.parley.ui.parts.Icon;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Press;
import dev.parley.ui.words.Glyph;
import dev.parley.ui.words.Spans;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** That the line is closed, and what can be done instead; what was written stays in the form above. */
final class ClosedLine extends Section {
    private static final Instead NOTHING = new Instead(List.of(), List.of(), List.of());

    private final AskServices services;
    private final Author author;
    private final ConsentDialog consent;
    private final Consumer<Instead.Free> goThere;
    private final Consumer<PromptId> joined;
    private final Runnable waitAnew;
    private final Paragraph trouble = Layout.text("s bad-t", "");
    private final Paragraph note = Layout.text("s sub", "");

    /**
     * @param goThere takes the form to a scene that is free
     * @param joined opens an ask that is followed now
     * @param waitAnew reads the wait again that the form shows: it was an open line's when somebody pressed
     */
    ClosedLine(
            AskServices services,
            Author author,
            ConsentDialog consent,
            Consumer<Instead.Free> goThere,
            Consumer<PromptId> joined,
            Runnable waitAnew) {
        this.services = services;
        this.author = author;
        this.consent = consent;
        this.goThere = goThere;
        this.joined = joined;
        this.waitAnew = waitAnew;
        setId("line-closed");
        addClassNames("stack", "g3");
        getElement().setAttribute("role", "status");
        note.getElement().setAttribute("data-tell-note", true).setAttribute("hidden", true);
        trouble.getElement().setAttribute("role", "alert");
        setVisible(false);
    }

    void close() {
        removeAll();
        setVisible(false);
    }

    void show(LineClosed closed, PromptRequest wanted) {
        services.bridge()
                .ask(
                        this,
                        () -> services.alternatives()
                                .to(
                                        Optional.of(author.id()),
                                        wanted.instruction(),
                                        wanted.sceneId(),
                                        wanted.wantedBody()),
                        found -> drawInSight(closed, wanted, found),
                        failure -> drawInSight(closed, wanted, NOTHING));
        // Visible at once, so that nobody wonders what became of the press.
        drawInSight(closed, wanted, NOTHING);
        waitAnew.run();
    }

    /** It stands below the button, which on a phone is below the screen: nobody would see what became of their press. */
    private void drawInSight(LineClosed closed, PromptRequest wanted, Instead found) {
        draw(closed, wanted, found);
        getElement().executeJs("this.scrollIntoView({block: 'start'})");
    }

    private void draw(LineClosed closed, PromptRequest wanted, Instead found) {
        removeAll();
        setVisible(true);
        UnorderedList choices = new UnorderedList();
        Press tell = new Press("Tell me when it opens", "sm", new Icon(Glyph.BELL));
        tell.setId("tell-open");
        tell.getElement().setAttribute("data-tell-ask", true);
        tell.onPress(() -> tellWhenOpen(wanted));
        found.alike()
                .forEach(alike -> choices.add(choice(
                        "“%s” waits already%s."
                                .formatted(
                                        alike.instruction(),
                                        alike.people() > 1 ? "; " + alike.people() + " people want it" : ""),
                        press("Join it", "data-join", alike.prompt().toString(), () -> join(alike.prompt())))));
        found.free()
                .forEach(free -> choices.add(choice(
                        "%s, in simulation: %s.".formatted(free.title(), soon(free)),
                        press("Go there", "data-free", free.sceneId(), () -> goThere.accept(free)))));
        found.unjudged()
                .forEach(clip -> choices.add(choice(
                        clip.instruction().map(words -> "“" + words + "”").orElse("A goal picture")
                                + ": nobody has judged it yet.",
                        judge(clip))));
        choices.add(choice("Your words stay here, and the news comes to you.", tell));
        add(
                Layout.div("hr"),
                new H2("The line is closed for now"),
                Layout.text(
                        "sub",
                        "Asked now, this would wait up to %s, and nobody is let in for more than %s. Nothing was sent, and what you wrote stays above."
                                .formatted(Spans.spoken(closed.expectedWait()), Spans.spoken(closed.longestWait()))),
                Layout.text("s sub", "People take turns: what your network has asked already counts in this."),
                Layout.div("instead", choices),
                note,
                trouble);
    }

    private static Away judge(Instead.Clip clip) {
        Away judge = new Away("/episodes/" + clip.episode(), "Watch and judge");
        judge.addClassNames("btn", "sm");
        return judge;
    }

    private static String soon(Instead.Free free) {
        return free.expected()
                .estimate()
                .filter(range -> !Spans.nothing(range.p90()))
                .map(range -> "begins in " + Spans.range(range.p50(), range.p90()))
                .orElse("free now");
    }

    private static Press press(String label, String name, String value, Runnable action) {
        Press press = new Press(label, "sm").onPress(action);
        press.getElement().setAttribute(name, value);
        return press;
    }

    private static ListItem choice(String text, Component press) {
        return new ListItem(new Span(text), press);
    }

    private void join(PromptId prompt) {
        services.bridge()
                .ask(
                        this,
                        () -> services.followers().follow(prompt, author),
                        now -> {
                            NewsStrip.lookAgain(this);
                            joined.accept(prompt);
                        },
                        failure -> consent.after(failure, () -> join(prompt), trouble::setText));
    }

    private void tellWhenOpen(PromptRequest wanted) {
        services.bridge()
                .ask(
                        this,
                        () -> services.newsstand().tellWhenOpen(wanted, author),
                        done -> NewsStrip.lookAgain(this),
                        failure -> consent.after(failure, () -> tellWhenOpen(wanted), trouble::setText));
    }
}
