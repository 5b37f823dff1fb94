package dev.parley.ui.prompt;

import com.vaadin.flow.component.html.Div;
import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.withdrawal.Withdrawals;
import dev.parley.ui.bridge.PageBridge;
import dev.parley.ui.parts.Irreversible;
import dev.parley.ui.words.Trouble;

/** For whoever asked: the way to take all of it back. */
final class TakeBack extends Div {
    private final PageBridge bridge;
    private final Withdrawals withdrawals;
    private final Author author;

    TakeBack(PageBridge bridge, Withdrawals withdrawals, Author author) {
        this.bridge = bridge;
        this.withdrawals = withdrawals;
        this.author = author;
        addClassName("state");
        setVisible(false);
    }

    /** @param taken called when it is hidden */
    void offer(PromptId prompt, Runnable taken) {
        if (isVisible()) {
            return;
        }
        Irreversible offered = new Irreversible(
                "Take this back: delete it for everybody",
                "It stops if it is running. Its pages, pictures and video, and the words of votes on it, are deleted here within"
                        + " an hour; this link then only says that something was taken back, and when. Copies that others have"
                        + " downloaded stay where they are. This cannot be undone.",
                "Take it back and delete it",
                () -> take(prompt, taken));
        offered.setPressId("take-back");
        add(offered);
        setVisible(true);
    }

    private void take(PromptId prompt, Runnable taken) {
        bridge.ask(
                this,
                () -> withdrawals.one(prompt, author),
                made -> taken.run(),
                failure -> getChildren()
                        .map(Irreversible.class::cast)
                        .forEach(offered -> offered.failed(Trouble.sentence(failure))));
    }

    void close() {
        removeAll();
        setVisible(false);
    }
}
