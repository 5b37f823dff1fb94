package dev.parley.ui.ask;

import com.vaadin.flow.component.html.Div;
import dev.parley.ui.bridge.PageBridge;
import dev.parley.ui.parts.Away;
import dev.parley.ui.parts.FamilyRow;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Rate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** At most three things that others asked and that mean the like, with how they ended; nothing while there are none. */
final class SimilarAsks extends Div {
    /** Fewer letters mean nothing yet. */
    private static final int SHORTEST = 6;

    private final PageBridge bridge;
    private final AlikeAsks asks;
    private String asked = "";

    SimilarAsks(PageBridge bridge, AlikeAsks asks) {
        this.bridge = bridge;
        this.asks = asks;
        setId("similar-asks");
        addClassNames("stack", "g1");
        setVisible(false);
    }

    /** @param text as it stands in the box now */
    void look(String text, Optional<String> sceneId) {
        String wanted = sceneId.orElse("") + "/" + text;
        if (wanted.equals(asked) || !isAttached()) {
            return;
        }
        asked = wanted;
        if (text.length() < SHORTEST) {
            setVisible(false);
            return;
        }
        bridge.ask(
                this,
                () -> asks.to(text, sceneId),
                found -> {
                    if (wanted.equals(asked)) {
                        show(found);
                    }
                },
                // A decoration: asking goes on without it.
                failure -> setVisible(false));
    }

    private void show(List<FamilyRow> found) {
        removeAll();
        setVisible(!found.isEmpty());
        add(Layout.span("s dim", "Others asked the like"));
        found.forEach(row -> add(line(row)));
    }

    private static Div line(FamilyRow row) {
        String ended = row.rates().stream()
                .filter(Rate::measured)
                .map(rate -> " · " + rate.kind() + ": " + rate.text())
                .collect(Collectors.joining());
        return Layout.div(
                "s", new Away(row.address(), "“" + row.words() + "”"), Layout.span("sub", " " + row.asked() + ended));
    }
}
