package dev.parley.ui.news;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import dev.parley.core.follow.News;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Press;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One thing to be told: a sentence, where it leads, and the way to put it away. */
final class NewsRow extends ListItem {
    private NewsRow(String sentence, Optional<Anchor> where, Press away, boolean still) {
        add(Layout.span("grow", sentence));
        where.ifPresent(this::add);
        add(away);
        if (still) {
            addClassName("still");
        }
    }

    /** For one that runs or has ended. */
    static NewsRow of(News.OfPrompt news, Runnable putAway) {
        boolean ended = news.stage() == News.Stage.ENDED;
        String who = news.own() ? "Your ask" : "The ask you follow";
        String sentence = who
                + (ended ? " has ended" : " runs now")
                + news.instruction().map(words -> ": “" + words + "”").orElse(".");
        String link = "/asks/" + news.prompt();
        Anchor where = link(link, ended ? "See how it went" : "Watch it");
        Press away = new Press("Got it", "sm").onPress(putAway);
        NewsRow row = new NewsRow(sentence, Optional.of(where), away, false);
        row.tell(
                news.prompt() + (ended ? ":ended" : ":running"),
                who + (ended ? " has ended" : " runs now"),
                news.instruction().orElse("A goal picture"),
                link);
        return row;
    }

    /** @param scene its name for people */
    static NewsRow of(News.OfLine news, String scene, Runnable forget) {
        String kept = news.instruction()
                .map(words -> " Your words are kept: “" + words + "”")
                .orElse("");
        Press away = new Press("Forget it", "sm").onPress(forget);
        String tag = news.sceneId() + ":" + news.policyName() + ":open";
        if (!news.open()) {
            NewsRow row =
                    new NewsRow("The line for " + scene + " is still closed." + kept, Optional.empty(), away, true);
            row.getElement().setAttribute("data-tell-again", tag);
            return row;
        }
        String link = "/?scene=" + encoded(news.sceneId()) + "&policy=" + encoded(news.policyName())
                + news.instruction().map(words -> "&text=" + encoded(words)).orElse("")
                + news.goalImage().map(picture -> "&picture=" + picture).orElse("")
                + news.wantedBody().map(body -> "&body=" + body.wireName()).orElse("");
        NewsRow row = new NewsRow(
                "The line for " + scene + " has opened again." + kept,
                Optional.of(link(link, "Ask it now")),
                away,
                false);
        row.tell(tag, "The line has opened again", scene + "." + kept, link);
        return row;
    }

    private void tell(String tag, String title, String body, String link) {
        getElement()
                .setAttribute("data-tell-tag", tag)
                .setAttribute("data-tell-title", title)
                .setAttribute("data-tell-body", body)
                .setAttribute("data-tell-link", link);
    }

    private static Anchor link(String address, String text) {
        Anchor link = new Anchor(address, text);
        link.addClassNames("btn", "sm");
        return link;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
