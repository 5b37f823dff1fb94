package dev.parley.ui.episode;

import com.vaadin.flow.component.html.Anchor;
import dev.parley.core.episode.EpisodeData;
import dev.parley.ui.parts.CopyLink;
import dev.parley.ui.parts.Icon;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.words.EpisodeWords;
import dev.parley.ui.words.Glyph;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** An episode that ended: the recording, how it ended, what the judge and people say, and how to repeat it. */
final class FinishedPane extends EpisodePane {
    FinishedPane(EpisodeData episode, VoteServices services, String sharePath) {
        super(episode.id());
        VerdictCard verdict = new VerdictCard(episode, services.hideUntilVote());
        VotePanel votes = new VotePanel(episode, services, verdict::reveal);
        addClassNames("two", "w400", "finished");
        add(
                Layout.section("stack g4", new ReplayBox(episode), new FactsCard(episode)),
                Layout.aside(
                        "stack g3",
                        Layout.text("quote", EpisodeWords.asked(episode)),
                        verdict,
                        votes,
                        Layout.div(
                                "card stack g3",
                                Layout.span("label", "Link to this page"),
                                new CopyLink(sharePath),
                                Layout.div("row wrap", again(episode, true), again(episode, false)))));
    }

    @Override
    boolean fits(EpisodeData episode) {
        return episode.id().equals(id()) && episode.state().terminal();
    }

    @Override
    void show(EpisodeData episode) {
        // What ended does not change; recordings and outcomes are stored before the end is announced.
    }

    private static Anchor again(EpisodeData episode, boolean sameSeed) {
        StringBuilder link = new StringBuilder("/?scene=").append(encode(episode.sceneId()));
        link.append("&policy=").append(encode(episode.policyName()));
        episode.instruction().ifPresent(text -> link.append("&text=").append(encode(text)));
        if (sameSeed) {
            link.append("&seed=").append(Long.toUnsignedString(episode.seed()));
        }
        Anchor anchor = new Anchor(link.toString());
        anchor.addClassNames("btn", "sm");
        anchor.add(
                new Icon(Glyph.AGAIN, "s16"),
                Layout.span("", sameSeed ? "Ask again with this seed" : "Ask again, new table"));
        return anchor;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
