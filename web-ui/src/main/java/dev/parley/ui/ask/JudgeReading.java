package dev.parley.ui.ask;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.parley.core.scene.SceneData;
import dev.parley.ui.parts.Icon;
import dev.parley.ui.words.Glyph;
import dev.parley.ui.words.PromptWords;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Says how the judge reads what is asked: as it was arranged, or as the scene knows the words. */
final class JudgeReading extends Paragraph {
    private final Component form;
    private final AskServices services;

    /** @param form from whose page it is looked up */
    JudgeReading(Component form, AskServices services) {
        this.form = form;
        this.services = services;
        addClassName("reading");
        setId("judge-reading");
        getElement().setAttribute("aria-live", "polite");
    }

    /** Nothing is written yet. */
    void open() {
        setText("In your own words. What the judge will look for is shown here.");
    }

    /** A goal is being arranged and not taken yet. */
    void arranging() {
        setText("What the judge will look for is shown here once you use what you arranged as the goal.");
    }

    /** A picture that says nothing to a judge. */
    void unread() {
        setText(PromptWords.reading(false, Optional.empty()));
    }

    void arranged(String meaning) {
        draw(Glyph.CHECK, Optional.of(meaning));
    }

    /** @param current whether that is still what is asked when the answer comes */
    void look(String sceneId, String text, BooleanSupplier current) {
        services.bridge()
                .ask(
                        form,
                        () -> services.scenes().recognise(sceneId, text),
                        task -> {
                            if (current.getAsBoolean()) {
                                draw(task.isPresent() ? Glyph.CHECK : Glyph.EYE, task.map(SceneData.TaskData::reading));
                            }
                        },
                        failure -> setText("How the judge reads this could not be looked up. Asking still works."));
    }

    private void draw(Glyph sign, Optional<String> meaning) {
        removeAll();
        add(new Icon(sign, "s16"), new Span(PromptWords.reading(true, meaning)));
    }
}
