package dev.parley.core.follow;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A piece of news as a browser's notification says it.
 *
 * @param tag the same for the same news, so that several tellers tell it once
 * @param link path and query on this site
 */
public record NewsWords(String tag, String title, String body, String link) {
    /** For one that runs or has ended. */
    public static NewsWords of(News.OfPrompt news) {
        boolean ended = news.stage() == News.Stage.ENDED;
        return new NewsWords(
                news.prompt() + (ended ? ":ended" : ":running"),
                (news.own() ? "Your ask" : "The ask you follow") + (ended ? " has ended" : " runs now"),
                news.instruction().orElse("A goal picture"),
                "/asks/" + news.prompt());
    }

    /** For a line that has opened again. */
    public static NewsWords of(News.OfLine news, String sceneTitle) {
        return new NewsWords(
                tag(news),
                "The line has opened again",
                sceneTitle + "." + kept(news),
                "/?scene=" + encoded(news.sceneId()) + "&policy=" + encoded(news.policyName())
                        + news.instruction()
                                .map(words -> "&text=" + encoded(words))
                                .orElse("")
                        + news.goalImage().map(picture -> "&picture=" + picture).orElse("")
                        + news.wantedBody()
                                .map(body -> "&body=" + body.wireName())
                                .orElse(""));
    }

    /** Of a line, open or closed. */
    public static String tag(News.OfLine news) {
        return news.sceneId() + ":" + news.policyName() + ":open";
    }

    /** " Your words are kept: …", or nothing. */
    public static String kept(News.OfLine news) {
        return news.instruction()
                .map(words -> " Your words are kept: “" + words + "”")
                .orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
