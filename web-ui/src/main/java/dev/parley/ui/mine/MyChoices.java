package dev.parley.ui.mine;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.parley.core.account.Author;
import dev.parley.core.consent.Agreement;
import dev.parley.core.consent.Consent;
import dev.parley.core.consent.Consents;
import dev.parley.core.withdrawal.Withdrawals;
import dev.parley.ui.bridge.PageBridge;
import dev.parley.ui.parts.Away;
import dev.parley.ui.parts.Irreversible;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.words.Trouble;
import java.util.Optional;

/** What this guest agreed to, the one choice that may be changed, and the way to take everything back. */
final class MyChoices extends Section {
    private static final String TAKEN_BACK =
            "Everything you sent is being taken back. Nobody is shown it from now on; within an hour it is deleted here.";

    private final PageBridge bridge;
    private final Consents consents;
    private final Author author;
    private final Div choice = Layout.div("stack g2");
    private final Paragraph said = Layout.text("s ok-t", "");
    private final Irreversible everything;

    MyChoices(PageBridge bridge, Consents consents, Withdrawals withdrawals, Author author, Runnable changed) {
        this.bridge = bridge;
        this.consents = consents;
        this.author = author;
        everything = new Irreversible(
                "Take back everything you ever sent",
                "Every ask of yours, its pages, pictures and video, and what you wrote with votes is deleted here within an hour."
                        + " Your votes stay as numbers that name nobody. Copies that others have downloaded stay where they are."
                        + " This cannot be undone.",
                "Delete everything I sent",
                () -> takeBack(withdrawals, changed));
        everything.setPressId("take-back-everything");
        addClassNames("card", "stack", "g3");
        setId("my-choices");
        said.getElement().setAttribute("role", "status");
        add(new H2("Your choices"), choice, said, everything);
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        bridge.ask(
                this,
                () -> consents.of(author),
                this::show,
                failure -> choice.add(Layout.text("s bad-t", "What you agreed to could not be read just now.")));
    }

    private void show(Optional<Consent> agreed) {
        choice.removeAll();
        Away text = new Away("/consent", "What is agreed to");
        if (agreed.filter(Consent::current).isEmpty()) {
            choice.add(Layout.line(
                    "s sub",
                    new Span(
                            agreed.isEmpty()
                                    ? "You have not agreed to anything yet. You are asked before your first ask, vote or upload. "
                                    : "The text has changed since you agreed; you are asked again before your next ask, vote or upload. "),
                    text));
            return;
        }
        Input box = new Input();
        box.setType("checkbox");
        box.setId("my-training");
        box.getElement().setProperty("checked", agreed.get().training());
        box.getElement()
                .addEventListener(
                        "change",
                        event -> choose(
                                event.getEventData().path("element.checked").asBoolean(false)))
                .addEventData("element.checked");
        NativeLabel label = new NativeLabel();
        label.addClassName("choice");
        label.add(box, new Span("What I sent may also be used to train robot policies. It counts for later exports."));
        choice.add(label, Layout.line("s sub", text));
    }

    private void choose(boolean training) {
        Agreement agreement = new Agreement(consents.text().version(), true, training, true);
        bridge.ask(
                this,
                () -> consents.agree(author, agreement),
                now -> said.setText(
                        now.training()
                                ? "Saved: it may be used for training."
                                : "Saved: it may not be used for training."),
                failure -> said.setText(Trouble.sentence(failure)));
    }

    private void takeBack(Withdrawals withdrawals, Runnable changed) {
        bridge.ask(
                this,
                () -> withdrawals.everything(author),
                made -> {
                    said.setText(TAKEN_BACK);
                    everything.setVisible(false);
                    changed.run();
                },
                failure -> everything.failed(Trouble.sentence(failure)));
    }
}
