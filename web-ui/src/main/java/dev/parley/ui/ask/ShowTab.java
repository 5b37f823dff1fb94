package dev.parley.ui.ask;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadHandler;
import dev.parley.contracts.GoalImageId;
import dev.parley.core.account.Author;
import dev.parley.core.goalimage.GoalImages;
import dev.parley.core.scene.SceneData;
import dev.parley.ui.bridge.PageBridge;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.words.PromptWords;
import dev.parley.ui.words.Trouble;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A picture of how the table should look at the end. Says so plainly where no policy here reads pictures. */
final class ShowTab extends Div {
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final PageBridge bridge;
    private final GoalImages images;
    private final Author author;
    private final Runnable changed;
    private final Div result = Layout.div("stack g2");
    private final Div sending = Layout.div("stack g3");
    private final Div missing = Layout.div("stack g1");
    private Optional<GoalImageId> picture = Optional.empty();

    ShowTab(PageBridge bridge, GoalImages images, Author author, Runnable changed) {
        this.bridge = bridge;
        this.images = images;
        this.author = author;
        this.changed = changed;
        addClassNames("stack", "g3");
        setId("ask-show");
        sending.add(
                Layout.text("sub", "Send a picture of how the table should look when it is done."), upload(), result);
        add(sending, missing);
        result.getElement().setAttribute("aria-live", "polite");
    }

    /**
     * @param possible whether some policy on the chosen table reads goal pictures
     * @param others tables on which one does
     */
    void offer(boolean possible, List<SceneData> others) {
        sending.setVisible(possible);
        missing.setVisible(!possible);
        missing.removeAll();
        if (others.isEmpty()) {
            missing.add(
                    Layout.text("med", "No policy here reads pictures yet"),
                    Layout.text(
                            "sub",
                            "Say it in words instead. Sending a picture opens as soon as a station brings a policy that reads them."));
        } else {
            missing.add(
                    Layout.text("med", "No policy on this table reads pictures"),
                    Layout.text(
                            "sub",
                            "Some do on: "
                                    + others.stream().map(SceneData::title).collect(Collectors.joining(", "))
                                    + ". Choose one of these, or say it in words."));
        }
    }

    Optional<GoalImageId> picture() {
        return picture;
    }

    private Upload upload() {
        Upload upload = new Upload(UploadHandler.inMemory((about, bytes) -> keep(bytes)));
        upload.setAcceptedFileTypes("image/png", "image/jpeg", "image/webp");
        upload.setMaxFiles(1);
        upload.setMaxFileSize(MOST_BYTES);
        upload.addFileRejectedListener(event ->
                say("This file was not taken: " + event.getErrorMessage() + " Send a PNG, JPEG or WebP under 8 MB."));
        upload.addFileRemovedListener(event -> {
            picture = Optional.empty();
            result.removeAll();
            changed.run();
        });
        return upload;
    }

    private void keep(byte[] bytes) {
        bridge.ask(this, () -> images.store(bytes, author), this::take, failure -> say(Trouble.sentence(failure)));
    }

    /** Shows a stored picture and asks with it. */
    void take(GoalImageId id) {
        picture = Optional.of(id);
        Image stored = new Image(PromptWords.picture(id), "The goal picture");
        stored.addClassName("goalpic");
        result.removeAll();
        result.add(stored);
        changed.run();
    }

    private void say(String sentence) {
        result.removeAll();
        result.add(Layout.text("s bad-t", sentence));
    }
}
