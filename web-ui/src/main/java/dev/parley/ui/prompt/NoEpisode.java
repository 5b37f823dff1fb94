package dev.parley.ui.prompt;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptState;
import dev.parley.core.turn.PersonsNote;
import dev.parley.core.turn.Quoted;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import dev.parley.ui.parts.Badge;
import dev.parley.ui.parts.CopyLink;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Message;
import dev.parley.ui.words.PromptWords;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a prompt's page shows that neither waits nor has an episode: one about to begin, or one that ended without. */
final class NoEpisode {
    private static final String LEFT = "It left the line";

    private NoEpisode() {}

    /** @param turn the one that matters now */
    static Component of(PromptData prompt, Optional<TurnData> turn) {
        if (prompt.state() == PromptState.WITHDRAWN) {
            return ended(LEFT, "Whoever asked took it out before it ran. Nothing was recorded.", prompt);
        }
        return turn.map(now -> switch (now.state()) {
                    case ASSIGNED -> (Component) starting(prompt, now.waitNote());
                    case HELD ->
                        now.waitNote().map(why -> heldByTheLab(prompt, why)).orElseGet(() -> held(prompt));
                    case EXPIRED ->
                        ended(
                                "It waited too long",
                                "No station took it in time, so it left the line; hours in which they are closed were not counted. It can be asked again.",
                                prompt);
                    case CANCELLED ->
                        ended(
                                LEFT,
                                now.waitNote()
                                        .map(why -> PersonsNote.is(why)
                                                ? Quoted.ended(why)
                                                        + " Nothing was recorded, and it says nothing about the policy."
                                                : "The lab took it out before it ran: %s Nothing was recorded."
                                                        .formatted(Quoted.sentence(why)))
                                        .orElse("Whoever asked took it out before it ran. Nothing was recorded."),
                                prompt);
                    case WAITING, DONE ->
                        ended("It ended without an episode", "No station could run it. It can be asked again.", prompt);
                })
                .orElseGet(() -> starting(prompt, Optional.empty()));
    }

    /** Nobody but the asker reads what was asked until it was passed. */
    private static Message held(PromptData prompt) {
        Message message = new Message(
                "A person looks at this first",
                "Its words or its picture could not be told to be harmless by a machine. Once somebody has passed it, it is back in"
                        + " its old place in line; if they refuse it, the reason stands here. You can close this page: this link keeps working.",
                new CopyLink("/asks/" + prompt.id()));
        message.setId("held");
        return message;
    }

    private static Message heldByTheLab(PromptData prompt, String why) {
        Message message = new Message(
                "The lab holds this for now",
                Quoted.sentence(why) + " Its place in line is kept. You can close this page: this link keeps working.",
                new CopyLink("/asks/" + prompt.id()));
        message.setId("held");
        return message;
    }

    /** What was taken back, for whoever still has the link. */
    static Message erased() {
        Anchor ask = new Anchor("/", "Ask something");
        ask.addClassName("btn");
        Message message = new Message(
                "This was taken back",
                "Whoever asked it took it back, and what came of it is deleted here. Copies that others had downloaded before may"
                        + " still exist.",
                ask);
        message.setId("erased");
        return message;
    }

    private static Div starting(PromptData prompt, Optional<String> note) {
        Div screen = Layout.div("vid flush-m", Layout.span("plate tl", "Waiting for the station"));
        Div card = Layout.div(
                "two narrow",
                Layout.section("stack g3", screen),
                Layout.aside(
                        "stack g4",
                        Layout.div(
                                "stack g2",
                                Layout.div("row", new Badge(PromptWords.sign(TurnState.ASSIGNED))),
                                Layout.text("quote", PromptWords.asked(prompt)),
                                Layout.text(
                                        "s sub",
                                        note.filter(PersonsNote::is)
                                                .map(said -> said + ".")
                                                .orElse(
                                                        "A station has taken it. It starts as soon as the station has answered.")),
                                Layout.text(
                                        "s sub",
                                        PromptWords.reading(prompt.instruction().isPresent(), prompt.taskReading()))),
                        Layout.div(
                                "card stack g2",
                                Layout.span("label", "You can close this page. This link keeps working."),
                                new CopyLink("/asks/" + prompt.id()))));
        card.setId("starting");
        return card;
    }

    static Message ended(String what, String why, PromptData prompt) {
        String words = URLEncoder.encode(prompt.instruction().orElse(""), StandardCharsets.UTF_8);
        String picture = prompt.goalImage().map(id -> "&picture=" + id).orElse("");
        Anchor again = new Anchor("/?text=" + words + picture, "Ask again");
        again.addClassName("btn");
        Message message = new Message(what, why, again);
        message.addComponentAtIndex(1, Layout.text("quote", PromptWords.asked(prompt)));
        return message;
    }
}
