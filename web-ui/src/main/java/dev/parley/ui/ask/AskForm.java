package dev.parley.ui.ask;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.comparison.ComparisonData;
import dev.parley.core.instead.Instead;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.scene.SceneData;
import dev.parley.core.station.WantedBody;
import dev.parley.ui.consent.ConsentDialog;
import dev.parley.ui.parts.Icon;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Message;
import dev.parley.ui.parts.Press;
import dev.parley.ui.parts.PromptBox;
import dev.parley.ui.parts.Shapes;
import dev.parley.ui.words.Glyph;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** The form of the Ask page: words or a picture, a scene, a body, a policy, and one button. */
final class AskForm extends Section {
    private static final int LONGEST = 500;
    private static final String IN_WORDS = "What should the robot do?";
    private static final String BESIDE_PICTURE = "Words beside the picture, if you like";

    private static final String ABOUT = "%s. A policy tries it; you watch live, then say how it went.";

    private static final String LOOKING = "Whether it is a simulation or a real robot stands here in a moment";

    private static final String NOBODY = "No station has come yet, so nothing here is a real robot";

    private final AskServices services;
    private final Author author;
    private final PromptBox box = new PromptBox(IN_WORDS, LONGEST);
    private final JudgeReading reading;
    private final Paragraph about = Layout.text("sub l", ABOUT.formatted(LOOKING));
    private final BodyChoice bodies;
    private final Div say = Layout.div("stack g3");
    private final ShowTab show;
    private final Press sayTab = tab("Say it", Glyph.SAY);
    private final Press showTab = tab("Show it", Glyph.SHOW);
    private final SceneChoice scenes = new SceneChoice(this::sceneChanged);
    private final PolicyChoice policies = new PolicyChoice(this::policyChanged);
    private final Div where = Layout.div("stack g2");
    private final Div withBody = Layout.div("stack g2");
    private final Div foot = Layout.div("stack g4");
    private final Div body = Layout.div("ask-body stack g4");
    private final Div card = Layout.div("card flush");
    private final Examples examples = new Examples(this::take);
    private final SimilarAsks similar;
    private final SeedLine seedLine;
    private final TwoPolicies twoPolicies = new TwoPolicies(this::policyChanged);
    private final Draft draft = new Draft(this::restore);
    private final ConsentDialog consent;
    private final ClosedLine closed;
    private final Sending sending;
    private Wish wish;
    private boolean looked;
    private Offer offer = new Offer(List.of(), List.of(), List.of());
    private Set<String> own = Set.of();
    private boolean picture;

    AskForm(
            AskServices services,
            Author author,
            Wish wish,
            Consumer<PromptData> asked,
            Consumer<ComparisonData> compared,
            Consumer<PromptId> joined) {
        this.services = services;
        this.author = author;
        this.wish = wish;
        bodies = new BodyChoice(services.bridge(), services.line(), author, wish.body());
        similar = new SimilarAsks(services.bridge(), services.alike());
        seedLine = new SeedLine(wish.seed());
        consent = new ConsentDialog(services.bridge(), services.consents(), author);
        closed = new ClosedLine(services, author, consent, this::goTo, joined, this::refreshBodies);
        sending = new Sending(this, services, author, closed, consent, draft, asked, compared, this::send);
        reading = new JudgeReading(this, services);
        show = new ShowTab(services, author, consent, this::read, itself());
        addClassNames("stack", "g4", "has-sticky");
        add(Layout.div("stack g1", new H1("Ask a robot to do something"), about), Shapes.card());
        build();
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        look();
        // Nobody waits for it: for most it is nothing. Where it cannot be told, the refusal tells it.
        services.bridge().ask(this, () -> services.offers().ownOf(author), this::leaveOut, failure -> {});
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
        say.add(box, reading, examples, similar);
        Div tabs = Layout.div("tabs", sayTab, showTab);
        tabs.getElement().setAttribute("role", "tablist").setAttribute("aria-label", "How to ask");
        sayTab.onPress(() -> choose(false));
        showTab.onPress(() -> choose(true));
        wish.picture().ifPresent(show::beginWith);
        wish.ended().ifPresent(show::beginWith);
        wish.seed().ifPresent(show::startFrom);
        choose(wish.picture().isPresent() || wish.ended().isPresent());
        where.add(Layout.span("label", "In this scene"), scenes);
        withBody.add(Layout.span("label", "With this body"), bodies);
        foot.add(
                Layout.div("hr"),
                Layout.div("ask-foot", Layout.div("stack g1 grow", seedLine, sending.trouble()), sending.press()));
        body.add(show, say, where, withBody, policies, twoPolicies, foot, closed, draft, consent);
        card.add(tabs, body);
    }

    private static Press tab(String label, Glyph glyph) {
        Press tab = new Press(label, "", new Icon(glyph));
        tab.setClassName("");
        tab.getElement().setAttribute("role", "tab");
        return tab;
    }

    private ShowTab.Form itself() {
        return new ShowTab.Form() {
            @Override
            public void goTo(String sceneId) {
                scenes.choose(Optional.of(sceneId));
                sceneChanged();
            }

            @Override
            public void beginWith(long seed) {
                seedLine.keep(seed);
            }

            @Override
            public void sayIt() {
                choose(false);
                box.focus();
            }
        };
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

    private void leaveOut(Set<String> digests) {
        if (!digests.isEmpty()) {
            own = digests;
            policies.leaveOut();
            look();
        }
    }

    private void offer(Offer all) {
        Offer now = all.without(own);
        boolean sceneCameOrWent =
                !now.scenes().equals(offer.scenes()) || !now.policies().equals(offer.policies());
        offer = now;
        looked = true;
        if (now.scenes().isEmpty()) {
            about.setText(ABOUT.formatted(NOBODY));
            replaceBelowHeading(new Message(
                    "No station has come yet",
                    "Asking opens as soon as one connects and announces its scenes. This page changes by itself."));
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
            policies.offer(offer.policiesFor(scene, picture), picture, wish.policyName());
            // An example of the scene before means nothing here; what somebody wrote stays.
            if (examples.has(box.getValue()) && !scene.examples().contains(box.getValue())) {
                box.setValue("");
            }
            examples.offer(scene);
        });
        policyChanged();
    }

    private void policyChanged() {
        show.offer(scenes.chosen().map(SceneData::id), policies.chosen(), offer.scenesForPictures());
        boolean askable = !picture || policies.chosen().isPresent();
        twoPolicies.offer(scenes.chosen()
                .map(scene -> offer.policiesFor(scene, picture))
                .orElse(List.of())
                .size());
        seedLine.setVisible(!twoPolicies.on());
        policies.setVisible(!twoPolicies.on() && policies.chosen().isPresent());
        withBody.setVisible(askable);
        foot.setVisible(askable);
        say.setVisible(askable);
        box.setVisible(!picture
                || policies.chosen().map(PolicyData::acceptsInstruction).orElse(false));
        examples.setVisible(!picture && !examples.isEmpty());
        draft.choose(scenes.chosen().map(SceneData::id), policies.chosen().map(PolicyData::name));
        refreshBodies();
        read();
    }

    private void take(String example) {
        box.setValue(example);
        read();
    }

    private void refreshBodies() {
        List<String> kinds = bodies.offer(
                scenes.chosen(),
                policies.chosen(),
                twoPolicies.on(),
                scenes.chosen().map(offer::stationsFor).orElse(List.of()));
        // Before the first look nobody knows who is here: to say that nobody is would be untrue.
        if (looked) {
            about.setText(ABOUT.formatted(kinds.isEmpty() ? NOBODY : String.join("; or ", kinds)));
        }
    }

    /** Says how the judge reads what stands in the box now. */
    private void read() {
        String text = words();
        examples.mark(text);
        similar.look(text, scenes.chosen().map(SceneData::id));
        sending.say("");
        Optional<String> meaning = picture ? show.meaning() : Optional.empty();
        seedLine.fix(meaning.isPresent());
        if (meaning.isPresent()) {
            reading.arranged(meaning.get());
        } else if (picture && show.arranging()) {
            reading.arranging();
        } else if (text.isEmpty() && picture) {
            reading.unread();
        } else if (text.isEmpty()) {
            reading.open();
        } else if (scenes.chosen().isEmpty()) {
            reading.setText("");
        } else {
            reading.look(
                    scenes.chosen().get().id(),
                    text,
                    () -> text.equals(words()) && (!picture || show.meaning().isEmpty()));
        }
    }

    private void send() {
        if (sending.underWay() || scenes.chosen().isEmpty()) {
            return;
        }
        String text = words();
        if (policies.chosen().isEmpty()) {
            sending.say(
                    picture
                            ? "No policy in this scene reads pictures. Say it in words, or choose another scene."
                            : "No policy in this scene reads words. Show it a picture, or choose another scene.");
            return;
        }
        if (picture && show.picture().isEmpty()) {
            sending.say(
                    "Take a goal first: arrange the scene and press Use this as the goal, send a picture, or say it in words.");
            return;
        }
        if (!picture && text.isEmpty()) {
            sending.say("Write what the robot should do first.");
            box.focus();
            return;
        }
        PromptRequest request = new PromptRequest(
                Optional.of(text).filter(said -> !said.isEmpty()),
                picture ? show.picture() : Optional.empty(),
                scenes.chosen().map(SceneData::id),
                policies.chosen().map(PolicyData::name),
                seedLine.seed().map(OptionalLong::of).orElseGet(OptionalLong::empty),
                bodies.wanted());
        if (twoPolicies.on()) {
            sending.compare(request);
        } else {
            sending.ask(request);
        }
    }

    /** To a scene that is free, with what is written. */
    private void goTo(Instead.Free free) {
        closed.close();
        scenes.choose(Optional.of(free.sceneId()));
        policies.choose(free.policyName());
        bodies.choose(WantedBody.SIMULATION);
        sceneChanged();
    }

    /** What stands in the box; nothing where the policy reads no words. */
    private String words() {
        return box.isVisible() ? box.getValue().strip() : "";
    }
}
