package dev.parley.ui.ask;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadHandler;
import dev.parley.contracts.GoalImageId;
import dev.parley.core.account.Author;
import dev.parley.core.goalimage.GoalImages;
import dev.parley.ui.bridge.PageBridge;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.words.Trouble;
import java.util.Optional;

/** A picture of how the table should look at the end. Says so plainly where no policy here reads pictures. */
final class ShowTab extends Div {
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final PageBridge bridge;
    private final GoalImages images;
    private final Author author;
    private final Runnable changed;
    private final Div result = Layout.div("stack g2");
    private Optional<GoalImageId> picture = Optional.empty();

    ShowTab(PageBridge bridge, GoalImages images, Author author, Runnable changed) {
        this.bridge = bridge;
        this.images = images;
        this.author = author;
        this.changed = changed;
        addClassNames("stack", "g3");
        result.getElement().setAttribute("aria-live", "polite");
    }

    /** @param possible whether the chosen policy reads goal pictures */
    void offer(boolean possible, boolean another) {
        removeAll();
        if (possible) {
            add(Layout.text("sub", "Send a picture of how the table should look when it is done."), upload(), result);
        } else {
            add(
                    Layout.text(
                            "med",
                            another ? "This policy does not read pictures" : "No policy here reads pictures yet"),
                    Layout.text(
                            "sub",
                            another
                                    ? "Choose one that does under Policy, or say it in words."
                                    : "Say it in words instead. Sending a picture opens as soon as a station brings a policy that reads them."));
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
        bridge.ask(
                this,
                () -> images.store(bytes, author),
                id -> {
                    picture = Optional.of(id);
                    Image stored = new Image("/api/v1/goal-images/" + id + ".png", "The picture you sent");
                    stored.addClassName("goalpic");
                    result.removeAll();
                    result.add(stored);
                    changed.run();
                },
                failure -> say(Trouble.sentence(failure)));
    }

    private void say(String sentence) {
        result.removeAll();
        result.add(Layout.text("s bad-t", sentence));
    }
}
