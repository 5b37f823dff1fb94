package dev.parley.ui.ask;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.parley.core.account.Author;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.scene.SceneData;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.ui.parts.Icon;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Message;
import dev.parley.ui.parts.Press;
import dev.parley.ui.parts.PromptBox;
import dev.parley.ui.parts.Shapes;
import dev.parley.ui.words.Glyph;
import dev.parley.ui.words.PromptWords;
import dev.parley.ui.words.StationWords;
import dev.parley.ui.words.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The form of the Ask page: words or a picture, a table, a body, a policy, and one button. */
final class AskForm extends Section {
    private static final int LONGEST = 500;
    private static final String IN_WORDS = "What should the robot do? For example: put the red cube in the blue bowl";
    private static final String BESIDE_PICTURE = "Words beside the picture, if you like";

    private static final String ABOUT = "A robot policy tries it on %s. You watch live, then say how it went.";

    private final AskServices services;
    private final Author author;
    private final Consumer<PromptData> asked;
    private final PromptBox box = new PromptBox(IN_WORDS, LONGEST);
    private final Paragraph reading = Layout.text("reading", "");
    private final Div examples = Layout.div("row wrap scrollx");
    private final Paragraph about = Layout.text("sub l", ABOUT.formatted("an arm"));
    private final Div bodies = Layout.div("choices wide");
    private final Div say = Layout.div("stack g3");
    private final ShowTab show;
    private final Press sayTab = tab("Say it", Glyph.SAY);
    private final Press showTab = tab("Show it", Glyph.SHOW);
    private final SceneChoice scenes = new SceneChoice(this::sceneChanged);
    private final PolicyChoice policies = new PolicyChoice(this::policyChanged);
    private final Press send = new Press("Ask the robot", "pri lg");
    private final Paragraph trouble = Layout.text("s bad-t", "");
    private final Div body = Layout.div("ask-body stack g4");
    private final Div card = Layout.div("card flush");
    private final List<Press> chips = new ArrayList<>();
    private final Draft draft = new Draft(this::restore);
    private Wish wish;
    private Optional<Long> seed;
    private Optional<BodyTile> tile = Optional.empty();
    private Offer offer = new Offer(List.of(), List.of(), List.of());
    private boolean picture;
    private boolean sending;

    AskForm(AskServices services, Author author, Wish wish, Consumer<PromptData> asked) {
        this.services = services;
        this.author = author;
        this.wish = wish;
        this.asked = asked;
        this.seed = wish.seed();
        show = new ShowTab(services.bridge(), services.images(), author, this::read);
        addClassNames("stack", "g4", "has-sticky");
        add(Layout.div("stack g1", new H1("Ask a robot to do something"), about), Shapes.card());
        build();
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        look();
        services.bridge()
                .followOthers(
                        this,
                        event -> event.kind().startsWith("station.")
                                || event.kind().startsWith("turn."),
                        this::look);
    }

    private void build() {
        box.setId("prompt-text");
        box.addClassName("ask");
        box.getElement().setAttribute("data-slash", true);
        // Nobody has touched the box yet: what a script put there meanwhile is newer.
        wish.text().ifPresent(box::setValue);
        box.addValueChangeListener(event -> read());
        box.onSend(this::send);
        reading.setId("judge-reading");
        reading.getElement().setAttribute("aria-live", "polite");
        say.add(box, reading, examples);
        Div tabs = Layout.div("tabs", sayTab, showTab);
        tabs.getElement().setAttribute("role", "tablist").setAttribute("aria-label", "How to ask");
        sayTab.onPress(() -> choose(false));
        showTab.onPress(() -> choose(true));
        wish.picture().ifPresent(show::take);
        choose(wish.picture().isPresent());
        send.setId("ask-button");
        send.addClassName("sticky-m");
        HtmlComponent keyboard = new HtmlComponent("kbd");
        keyboard.getElement().setText("Ctrl ↵");
        keyboard.addClassName("only-d");
        send.add(keyboard);
        send.onPress(this::send);
        trouble.setId("ask-trouble");
        trouble.getElement().setAttribute("role", "alert");
        body.add(
                show,
                say,
                Layout.div("ask-where", group("On this table", scenes), group("With this body", bodies)),
                policies,
                Layout.div("hr"),
                Layout.div("ask-foot", Layout.div("stack g1 grow", seedLine(), trouble), send),
                draft);
        card.add(tabs, body);
    }

    private static Press tab(String label, Glyph glyph) {
        Press tab = new Press(label, "", new Icon(glyph));
        tab.setClassName("");
        tab.getElement().setAttribute("role", "tab");
        return tab;
    }

    private static Div group(String label, Component content) {
        return Layout.div("stack g2", Layout.span("label", label), content);
    }

    /** The page was lost with its server, and this is what stood in it. */
    private void restore(Wish kept) {
        wish = kept;
        kept.text().ifPresent(box::setValue);
        if (!offer.scenes().isEmpty()) {
            scenes.choose(kept.sceneId());
            kept.policyName().ifPresent(policies::choose);
            sceneChanged();
        }
        read();
    }

    private Div seedLine() {
        Div line = Layout.div("row wrap s sub");
        seed.ifPresent(value -> line.add(
                Layout.span("", "Same table again, seed " + Long.toUnsignedString(value) + "."),
                new Press("Use a new table", "quiet sm").onPress(() -> {
                    seed = Optional.empty();
                    line.removeAll();
                })));
        return line;
    }

    private void choose(boolean withPicture) {
        picture = withPicture;
        show.setVisible(picture);
        box.getElement().setAttribute("placeholder", picture ? BESIDE_PICTURE : IN_WORDS);
        box.setAriaLabel(picture ? BESIDE_PICTURE : "What should the robot do?");
        sayTab.getElement().setAttribute("aria-selected", String.valueOf(!picture));
        showTab.getElement().setAttribute("aria-selected", String.valueOf(picture));
        sceneChanged();
    }

    private void look() {
        services.bridge().ask(this, services.offers()::now, this::offer, failure -> {
            if (offer.scenes().isEmpty()) {
                replaceBelowHeading(Message.unreadable("What can be asked", this::look));
            }
        });
    }

    private void offer(Offer now) {
        boolean sceneCameOrWent =
                !now.scenes().equals(offer.scenes()) || !now.policies().equals(offer.policies());
        offer = now;
        if (now.scenes().isEmpty()) {
            replaceBelowHeading(new Message(
                    "No station has come yet",
                    "Asking opens as soon as one connects and announces its table. This page changes by itself."));
            return;
        }
        if (card.getParent().isEmpty()) {
            replaceBelowHeading(card);
        }
        if (sceneCameOrWent) {
            scenes.offer(now.scenes(), wish.sceneId());
            sceneChanged();
            for (SceneData scene : now.scenes()) {
                services.bridge()
                        .ask(
                                this,
                                () -> services.offers().pictured(scene.id()),
                                latest -> latest.ifPresent(episode -> scenes.picture(scene.id(), episode)),
                                // A drawing stands there already; a missing picture changes nothing that matters.
                                failure -> {});
            }
        } else {
            refreshBodies();
        }
    }

    private void replaceBelowHeading(Component content) {
        getChildren().skip(1).toList().forEach(this::remove);
        add(content);
    }

    private void sceneChanged() {
        scenes.chosen().ifPresent(scene -> {
            policies.offer(offer.policiesFor(scene, picture), wish.policyName());
            offerExamples(scene);
        });
        policyChanged();
    }

    private void policyChanged() {
        show.offer(policies.chosen().isPresent(), offer.scenesForPictures());
        box.setVisible(!picture
                || policies.chosen().map(PolicyData::acceptsInstruction).orElse(false));
        examples.setVisible(!picture && !chips.isEmpty());
        draft.choose(scenes.chosen().map(SceneData::id), policies.chosen().map(PolicyData::name));
        refreshBodies();
        read();
    }

    private void offerExamples(SceneData scene) {
        examples.removeAll();
        chips.clear();
        examples.add(Layout.span("s dim", "For example"));
        for (String example : scene.examples().stream().limit(4).toList()) {
            Press chip = Press.chip(example);
            chip.onPress(() -> {
                box.setValue(example);
                read();
            });
            chips.add(chip);
            examples.add(chip);
        }
    }

    /** The tiles stay until the new wait is known, so that nothing blinks. */
    private void refreshBodies() {
        if (scenes.chosen().isEmpty() || policies.chosen().isEmpty()) {
            drawBodies();
            return;
        }
        SceneData scene = scenes.chosen().get();
        PolicyData policy = policies.chosen().get();
        if (tile.isEmpty()) {
            drawBodies();
        }
        services.bridge()
                .ask(
                        this,
                        () -> services.line().ifAskedNow(scene.id(), policy.name()),
                        wait -> drawBodies().ifPresent(shown -> shown.show(wait)),
                        failure -> drawBodies().ifPresent(BodyTile::showUnknown));
    }

    private Optional<BodyTile> drawBodies() {
        bodies.removeAll();
        tile = Optional.empty();
        List<String> kinds = new ArrayList<>();
        for (StationKind kind : StationKind.values()) {
            List<StationData> of = scenes.chosen().map(offer::stationsFor).orElse(List.of()).stream()
                    .filter(station -> station.kind() == kind)
                    .toList();
            if (!of.isEmpty()) {
                BodyTile body = new BodyTile(kind, of);
                bodies.add(body);
                kinds.add(StationWords.phrase(kind));
                tile = tile.or(() -> Optional.of(body));
            }
        }
        about.setText(ABOUT.formatted(kinds.isEmpty() ? "an arm" : String.join(" or ", kinds)));
        return tile;
    }

    /** Says how the judge reads what stands in the box now. */
    private void read() {
        String text = words();
        chips.forEach(chip -> chip.setPressed(chip.label().equals(text)));
        trouble.setText("");
        if (text.isEmpty() || scenes.chosen().isEmpty()) {
            String open = picture
                    ? PromptWords.reading(false, Optional.empty())
                    : "In your own words. What the judge will look for is shown here.";
            reading.setText(text.isEmpty() ? open : "");
            return;
        }
        String sceneId = scenes.chosen().get().id();
        services.bridge()
                .ask(
                        this,
                        () -> services.scenes().recognise(sceneId, text),
                        task -> {
                            if (text.equals(words())) {
                                reading.removeAll();
                                reading.add(
                                        new Icon(task.isPresent() ? Glyph.CHECK : Glyph.EYE, "s16"),
                                        new Span(PromptWords.reading(true, task.map(SceneData.TaskData::reading))));
                            }
                        },
                        failure -> reading.setText(
                                "How the judge reads this could not be looked up. Asking still works."));
    }

    private void send() {
        if (sending || scenes.chosen().isEmpty()) {
            return;
        }
        String text = words();
        if (policies.chosen().isEmpty()) {
            trouble.setText(
                    picture
                            ? "No policy on this table reads pictures. Say it in words, or choose another table."
                            : "No policy on this table reads words. Show it a picture, or choose another table.");
            return;
        }
        if (picture && show.picture().isEmpty()) {
            trouble.setText("Send a picture first, or say it in words.");
            return;
        }
        if (!picture && text.isEmpty()) {
            trouble.setText("Write what the robot should do first.");
            box.focus();
            return;
        }
        PromptRequest request = new PromptRequest(
                Optional.of(text).filter(said -> !said.isEmpty()),
                picture ? show.picture() : Optional.empty(),
                scenes.chosen().map(SceneData::id),
                policies.chosen().map(PolicyData::name),
                seed.map(OptionalLong::of).orElseGet(OptionalLong::empty));
        setSending(true);
        services.bridge()
                .ask(
                        this,
                        () -> services.prompts().submit(request, author),
                        prompt -> {
                            setSending(false);
                            draft.forget();
                            asked.accept(prompt);
                        },
                        failure -> {
                            setSending(false);
                            trouble.setText(Trouble.sentence(failure));
                        });
    }

    /** What stands in the box; nothing where the policy reads no words. */
    private String words() {
        return box.isVisible() ? box.getValue().strip() : "";
    }

    private void setSending(boolean now) {
        sending = now;
        trouble.setText("");
        send.setEnabled(!now);
        send.setLabel(now ? "Sending" : "Ask the robot");
    }
}
