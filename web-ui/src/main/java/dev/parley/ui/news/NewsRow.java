package dev.parley.ui.news;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import dev.parley.core.follow.News;
import dev.parley.core.follow.NewsWords;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.parts.Press;
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
                + news.instruction().map(said -> ": “" + said + "”").orElse(".");
        NewsWords words = NewsWords.of(news);
        Anchor where = link(words.link(), ended ? "See how it went" : "Watch it");
        Press away = new Press("Got it", "sm").onPress(putAway);
        NewsRow row = new NewsRow(sentence, Optional.of(where), away, false);
        row.tell(words);
        return row;
    }

    /** @param scene its name for people */
    static NewsRow of(News.OfLine news, String scene, Runnable forget) {
        String kept = NewsWords.kept(news);
        Press away = new Press("Forget it", "sm").onPress(forget);
        if (!news.open()) {
            NewsRow row =
                    new NewsRow("The line for " + scene + " is still closed." + kept, Optional.empty(), away, true);
            row.getElement().setAttribute("data-tell-again", NewsWords.tag(news));
            return row;
        }
        NewsWords words = NewsWords.of(news, scene);
        NewsRow row = new NewsRow(
                "The line for " + scene + " has opened again." + kept,
                Optional.of(link(words.link(), "Ask it now")),
                away,
                false);
        row.tell(words);
        return row;
    }

    private void tell(NewsWords words) {
        getElement()
                .setAttribute("data-tell-tag", words.tag())
                .setAttribute("data-tell-title", words.title())
                .setAttribute("data-tell-body", words.body())
                .setAttribute("data-tell-link", words.link());
    }

    private static Anchor link(String address, String text) {
        Anchor link = new Anchor(address, text);
        link.addClassNames("btn", "sm");
        return link;
    }
}
