package dev.parley.ui.ask;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.server.streams.UploadHandler;
import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.GoalImageId;
import dev.parley.core.account.Author;
import dev.parley.core.goal.ComposedGoals;
import dev.parley.core.goalimage.GoalImages;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.scene.SceneData;
import dev.parley.ui.bridge.PageBridge;
import dev.parley.ui.consent.ConsentDialog;
import dev.parley.ui.parts.Icon;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Press;
import dev.parley.ui.words.Glyph;
import dev.parley.ui.words.PromptWords;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** How it should look at the end: arranged on a picture of the scene, or sent. Where no policy reads pictures it says so, and where one does it leads there. */
final class ShowTab extends Div {
    private static final int MOST_BYTES = 8 * 1024 * 1024;
    private static final List<GoalExample> EXAMPLES = GoalExample.all();

    private final PageBridge bridge;
    private final GoalImages images;
    private final AskServices services;
    private final Author author;
    private final ConsentDialog consent;
    private final Runnable changed;
    private final Form form;
    private final Div result = Layout.div("stack g2");
    private final Paragraph trouble = Layout.text("s bad-t", "");
    private final Div sending = Layout.div("stack g3");
    private final Div examples = Layout.div("row wrap scrollx");
    private final Div missing = Layout.div("stack g2");
    private final Paragraph about = Layout.text("s sub", "");
    private final Composer composer = new Composer(this::arranged, this::arrangedAnew);
    private final Div sent = Layout.div("stack g3");
    private final Upload upload = upload();
    private final Press arrange = way("Arrange the scene", Glyph.GRID);
    private final Press send = way("Send a picture", Glyph.SHOW);
    private Optional<GoalImageId> picture = Optional.empty();
    private Optional<String> meaning = Optional.empty();
    private Optional<Way> chosen = Optional.empty();
    private Optional<String> shownFor = Optional.empty();

    /** How a goal is shown; none while one stands that came with a link. */
    private enum Way {
        ARRANGE,
        SEND
    }

    ShowTab(AskServices services, Author author, ConsentDialog consent, Runnable changed, Form form) {
        this.services = services;
        bridge = services.bridge();
        images = services.images();
        this.author = author;
        this.consent = consent;
        this.changed = changed;
        this.form = form;
        addClassNames("stack", "g3");
        setId("ask-show");
        arrange.onPress(() -> choose(Optional.of(Way.ARRANGE)));
        send.onPress(() -> choose(Optional.of(Way.SEND)));
        sent.add(
                Layout.text(
                        "s sub",
                        "Nothing can hold a photo against the end, so it is not machine-judged: people say how it went."),
                examples,
                upload);
        sending.add(
                Layout.text("sub", "Show how it should look when it is done."),
                Layout.div("row wrap ways", arrange, send),
                composer,
                sent,
                trouble,
                result,
                about);
        mark(Optional.of(Way.ARRANGE));
        add(sending, missing);
        result.getElement().setAttribute("aria-live", "polite");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
    }

    /**
     * @param scene the chosen one
     * @param reads the chosen policy, if it reads goal pictures
     * @param others scenes in which some policy does
     */
    void offer(Optional<String> scene, Optional<PolicyData> reads, List<SceneData> others) {
        if (!scene.equals(shownFor)) {
            // A picture that came with a link is there before any scene is.
            if (shownFor.isPresent()) {
                forget();
            }
            shownFor = scene;
            scene.ifPresent(composer::show);
            offerExamples(scene);
        }
        sending.setVisible(reads.isPresent());
        about.setText(reads.map(PolicyData::description).orElse(""));
        missing.setVisible(reads.isEmpty());
        missing.removeAll();
        if (reads.isPresent()) {
            return;
        }
        Div ways = Layout.div("row wrap");
        if (others.isEmpty()) {
            missing.add(
                    Layout.text("med", "No policy here reads pictures yet"),
                    Layout.text(
                            "sub",
                            "Say it in words instead. Sending a picture opens as soon as a station brings a policy that reads them."));
        } else {
            missing.add(
                    Layout.text("med", "No policy in this scene reads pictures"),
                    Layout.text("sub", "Go to a scene in which one does, or say it in words here."));
            others.forEach(
                    other -> ways.add(new Press("Go to " + other.title(), "").onPress(() -> form.goTo(other.id()))));
        }
        ways.add(new Press("Say it in words", "").onPress(form::sayIt));
        missing.add(ways);
    }

    /** What this tab asks of the form around it. */
    interface Form {
        void goTo(String sceneId);

        void sayIt();

        /** A picture of one layout means nothing on another. */
        void beginWith(long seed);
    }

    private static Press way(String label, Glyph glyph) {
        return new Press(label, "sm", new Icon(glyph, "s16"));
    }

    private void choose(Optional<Way> way) {
        mark(way);
        changed.run();
    }

    private void mark(Optional<Way> way) {
        chosen = way;
        boolean arranged = way.equals(Optional.of(Way.ARRANGE));
        boolean picked = way.equals(Optional.of(Way.SEND));
        composer.setVisible(arranged);
        sent.setVisible(picked);
        arrange.setPressed(arranged);
        send.setPressed(picked);
    }

    /** Whether a goal is being arranged that was not taken yet. */
    boolean arranging() {
        return picture.isEmpty() && chosen.equals(Optional.of(Way.ARRANGE)) && sending.isVisible();
    }

    /** Begins with a picture that came with a link. */
    void beginWith(GoalImageId linked) {
        choose(Optional.empty());
        take(linked);
    }

    /** Begins as that episode ended, to be asked for again or gone on from. */
    void beginWith(EpisodeId ended) {
        composer.beginWith(ended);
        choose(Optional.of(Way.ARRANGE));
    }

    /** Arranges from a given start. */
    void startFrom(long seed) {
        composer.startFrom(seed);
    }

    /** What the goal means, where a judge can hold the end against it. */
    Optional<String> meaning() {
        return picture.isPresent() ? meaning : Optional.empty();
    }

    private void arranged(ComposedGoals.Wanted wanted) {
        bridge.ask(
                this,
                () -> services.goals().store(wanted, author),
                stored -> {
                    // Meanwhile another scene may be shown.
                    if (!shownFor.equals(Optional.of(wanted.sceneId()))) {
                        return;
                    }
                    form.beginWith(wanted.seed());
                    composer.taken();
                    show(
                            stored.id(),
                            Optional.of(stored.goal().reading()),
                            "This is your goal now. Whatever you move or choose above changes it.");
                },
                failure -> {
                    composer.refused();
                    consent.after(failure, () -> arranged(wanted), this::say);
                });
    }

    private void arrangedAnew() {
        if (chosen.equals(Optional.of(Way.ARRANGE))) {
            forget();
        }
    }

    private void offerExamples(Optional<String> scene) {
        List<GoalExample> here = EXAMPLES.stream()
                .filter(example -> scene.filter(example.sceneId()::equals).isPresent())
                .toList();
        if (picture.isEmpty()) {
            choose(Optional.of(Way.ARRANGE));
        }
        examples.removeAll();
        examples.setVisible(!here.isEmpty());
        examples.add(Layout.span("s dim", "For example"));
        for (GoalExample example : here) {
            NativeButton button = new NativeButton();
            button.addClassName("goal-example");
            button.getElement().setAttribute("type", "button");
            // The words beside it say what it shows.
            button.add(new Image(example.file(), ""), Layout.span("s", example.title()));
            button.addClickListener(event -> {
                form.beginWith(example.seed());
                keep(() -> images.storeRendered(example.picture(), author));
            });
            examples.add(button);
        }
    }

    private void forget() {
        if (picture.isPresent()) {
            picture = Optional.empty();
            meaning = Optional.empty();
            result.removeAll();
            changed.run();
        }
    }

    Optional<GoalImageId> picture() {
        return picture;
    }

    private Upload upload() {
        Upload upload = new Upload(UploadHandler.inMemory((about, bytes) -> keep(() -> images.store(bytes, author))));
        upload.setAcceptedFileTypes("image/png", "image/jpeg", "image/webp");
        upload.setMaxFiles(1);
        upload.setMaxFileSize(MOST_BYTES);
        upload.setI18n(new UploadI18N()
                .setError(new UploadI18N.Error()
                        .setTooManyFiles(
                                "One picture goes with an ask. Remove the one that is there, then send another.")
                        .setFileIsTooBig(
                                "This file was not taken, it is too large. Send a PNG, JPEG or WebP under 8 MB.")
                        .setIncorrectFileType("This file was not taken. Send a PNG, JPEG or WebP under 8 MB.")));
        upload.addFileRejectedListener(event -> say(event.getErrorMessage()));
        upload.addFileRemovedListener(event -> {
            trouble.setVisible(false);
            forget();
        });
        return upload;
    }

    /** The picture waits in memory while they are asked. */
    private void keep(Supplier<Uni<GoalImageId>> storing) {
        bridge.ask(this, storing, this::take, failure -> consent.after(failure, () -> keep(storing), this::say));
    }

    /** Shows a stored picture and asks with it; what it means is read once this is on a page. */
    void take(GoalImageId id) {
        show(id, Optional.empty(), "This is your goal now.");
        if (isAttached()) {
            readMeaning(id);
        }
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        picture.filter(unread -> meaning.isEmpty()).ifPresent(this::readMeaning);
    }

    private void readMeaning(GoalImageId id) {
        bridge.ask(
                this,
                () -> services.meanings().of(id),
                goal -> goal.filter(found -> picture.equals(Optional.of(id))).ifPresent(found -> {
                    form.beginWith(found.seed());
                    show(id, Optional.of(found.reading()), "We read this as: " + found.reading() + ".");
                }),
                // Without it the ask says less and still means the same.
                failure -> {});
    }

    private void show(GoalImageId id, Optional<String> reading, String words) {
        picture = Optional.of(id);
        meaning = reading;
        Image stored = new Image(PromptWords.picture(id), "The goal picture");
        stored.addClassName("goalpic");
        trouble.setVisible(false);
        result.removeAll();
        result.add(Layout.div("taken", stored, Layout.text("s sub", words)));
        changed.run();
    }

    /** A goal that was taken before stays. */
    private void say(String sentence) {
        trouble.setText(sentence);
        trouble.setVisible(true);
        if (picture.isEmpty()) {
            // A file that was refused is not in the way of the next.
            upload.clearFileList();
        }
    }
}
