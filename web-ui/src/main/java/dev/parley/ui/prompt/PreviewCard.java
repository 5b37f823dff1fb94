package dev.parley.ui.prompt;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.consent.Consents;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.prompt.FollowedPrompts;
import dev.parley.core.prompt.Previews;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.WaitEstimates.Wait;
import dev.parley.ui.bridge.PageBridge;
import dev.parley.ui.consent.ConsentDialog;
import dev.parley.ui.parts.Badge;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Press;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** While a robot is awaited: the same in simulation, offered to whoever asked, and then how that stands. */
final class PreviewCard extends Section {
    /** A shorter wait is over before a simulation is. */
    private static final Duration WORTH_IT = Duration.ofMinutes(1);

    private static final Duration ASK_AGAIN = Duration.ofSeconds(10);

    private static final String NOT_THE_ROBOT =
            "A simulation is not the robot: it may end differently, and it counts in no figure of the robot.";

    private final PageBridge bridge;
    private final Previews previews;
    private final FollowedPrompts prompts;
    private final PromptId first;
    private final boolean own;
    private final Author reader;
    private final ConsentDialog consent;
    private final Press press = new Press("See it tried in simulation meanwhile", "sm");
    private final Paragraph trouble = Layout.text("s bad-t", "");
    private volatile Optional<PromptId> preview = Optional.empty();
    private Instant asked = Instant.EPOCH;
    private boolean sending;

    PreviewCard(
            PageBridge bridge,
            Previews previews,
            FollowedPrompts prompts,
            Consents consents,
            PromptId first,
            boolean own,
            Author reader) {
        this.bridge = bridge;
        this.previews = previews;
        this.prompts = prompts;
        this.first = first;
        this.own = own;
        this.reader = reader;
        consent = new ConsentDialog(bridge, consents, reader);
        setId("preview");
        addClassNames("card", "stack", "g2");
        press.setId("preview-press");
        press.onPress(this::make);
        trouble.getElement().setAttribute("role", "alert");
        setVisible(false);
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        bridge.follow(this, this::ofPreview, this::look);
    }

    private boolean ofPreview(DomainEvent event) {
        Optional<PromptId> known = preview;
        return known.filter(
                        id -> id.value().equals(event.id()) || event.payload().contains("\"" + id + "\""))
                .isPresent();
    }

    /** Called whenever the page has looked at the one that waits. */
    void show(PromptData prompt, Wait wait) {
        if (prompt.preview().isPresent()) {
            if (!preview.equals(prompt.preview())) {
                preview = prompt.preview();
                look();
            }
        } else if (preview.isPresent()) {
            // It was made a moment ago, and this look is older.
            return;
        } else if (!own || !worthIt(wait)) {
            setVisible(false);
        } else if (!isVisible() && Duration.between(asked, Instant.now()).compareTo(ASK_AGAIN) > 0) {
            asked = Instant.now();
            bridge.ask(this, () -> previews.possible(prompt), this::offer, failure -> {});
        }
    }

    /** A wait that nobody can tell is a long one. */
    private static boolean worthIt(Wait wait) {
        return wait.estimate()
                .map(range -> range.p90().compareTo(WORTH_IT) >= 0)
                .orElse(true);
    }

    private void offer(boolean possible) {
        if (possible && preview.isEmpty()) {
            removeAll();
            setVisible(true);
            add(
                    new H2("While the robot is awaited"),
                    Layout.text("s sub", "The same words, scene, policy and start, in a simulation. " + NOT_THE_ROBOT),
                    Layout.div("row", press),
                    trouble,
                    consent);
        }
    }

    private void make() {
        if (sending) {
            return;
        }
        set(true);
        bridge.ask(
                this,
                () -> previews.of(first, reader),
                made -> {
                    set(false);
                    preview = Optional.of(made.prompt().id());
                    draw(made.prompt());
                },
                failure -> {
                    set(false);
                    consent.after(failure, this::make, trouble::setText);
                });
    }

    private void set(boolean now) {
        sending = now;
        trouble.setText("");
        press.setEnabled(!now);
        press.setLabel(now ? "Sending" : "See it tried in simulation meanwhile");
    }

    private void look() {
        // What stands there was true when it was read.
        preview.ifPresent(
                id -> bridge.ask(this, () -> prompts.find(id), found -> found.ifPresent(this::draw), failure -> {}));
    }

    private void draw(PromptData tried) {
        removeAll();
        setVisible(true);
        PreviewLook look = PreviewLook.of(tried);
        Anchor link = new Anchor(look.address(), look.link());
        link.setId("preview-link");
        Badge badge = new Badge(look.sign());
        badge.setId("preview-state");
        add(
                new H2("Meanwhile in simulation"),
                Layout.div("row", badge, Layout.span("s dim", "Simulation")),
                Layout.text("s", look.sentence()),
                Layout.text("s sub", NOT_THE_ROBOT));
        if (look.worthALook()) {
            addComponentAtIndex(3, link);
        }
    }
}
