package dev.parley.ui.prompt;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.parley.core.account.Author;
import dev.parley.core.instead.Alternatives;
import dev.parley.core.instead.Instead;
import dev.parley.core.prompt.PromptData;
import dev.parley.ui.bridge.PageBridge;
import dev.parley.ui.parts.Away;
import dev.parley.ui.parts.Layout;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** While somebody waits: clips that nobody has judged, and others in line who want the like. Read once; nothing while there is nothing. */
final class Meanwhile extends Section {
    private final PageBridge bridge;
    private final Alternatives alternatives;
    private final PromptData prompt;
    private final Author reader;

    private record Found(List<Instead.Clip> clips, List<Instead.Alike> alike) {}

    Meanwhile(PageBridge bridge, Alternatives alternatives, PromptData prompt, Author reader) {
        this.bridge = bridge;
        this.alternatives = alternatives;
        this.prompt = prompt;
        this.reader = reader;
        setId("meanwhile");
        addClassNames("card", "stack", "g2");
        setVisible(false);
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        // A pastime: the wait is shown without it.
        bridge.ask(this, this::find, this::show, failure -> setVisible(false));
    }

    private Uni<Found> find() {
        Uni<List<Instead.Alike>> alike = prompt.instruction()
                .map(words -> alternatives.alike(Optional.of(reader.id()), words, Optional.of(prompt.sceneId())))
                .orElseGet(() -> Uni.createFrom().item(List.of()));
        return alternatives
                .unjudged(Optional.of(reader.id()))
                .chain(clips -> alike.map(found -> new Found(
                        clips,
                        found.stream()
                                .filter(other -> !other.prompt().equals(prompt.id()))
                                .toList())));
    }

    private void show(Found found) {
        removeAll();
        setVisible(!found.clips().isEmpty() || !found.alike().isEmpty());
        add(new H2("While you wait"));
        if (!found.clips().isEmpty()) {
            add(Layout.span("label", "Nobody has judged these yet"));
            UnorderedList clips = list();
            found.clips()
                    .forEach(clip -> clips.add(item(
                            clip.instruction().map(words -> "“" + words + "”").orElse("A goal picture"),
                            new Away("/episodes/" + clip.episode(), "Watch and judge"))));
            add(clips);
        }
        if (!found.alike().isEmpty()) {
            add(Layout.span("label", "Others in line want the like"));
            UnorderedList alike = list();
            found.alike()
                    .forEach(other -> alike.add(item(
                            "“" + other.instruction() + "”"
                                    + (other.people() > 1 ? " · " + other.people() + " people" : ""),
                            new Anchor("/asks/" + other.prompt(), "Look at it"))));
            add(alike);
        }
    }

    private static UnorderedList list() {
        UnorderedList list = new UnorderedList();
        list.addClassName("meanwhile");
        return list;
    }

    private static ListItem item(String text, Component link) {
        return new ListItem(new Span(text), link);
    }
}
