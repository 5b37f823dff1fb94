package dev.parley.ui.episode;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.Outcome;
import dev.parley.core.station.StationKind;
import dev.parley.ui.parts.Badge;
import dev.parley.ui.parts.Layout;
import dev.parley.ui.words.EpisodeWords;

/** How it ended and what the judge found: two badges, the second hidden until the reader has voted. */
final class VerdictCard extends Section {
    private final EpisodeData episode;
    private final Badge outcome;
    private final Paragraph how = Layout.text("s sub", "");

    VerdictCard(EpisodeData episode, boolean hideUntilVote) {
        this.episode = episode;
        Badge end = new Badge(EpisodeWords.sign(episode.state()));
        end.setId("end-badge");
        outcome = new Badge(EpisodeWords.hiddenOutcome());
        outcome.setId("outcome-badge");
        how.setId("verdict");
        addClassNames("card", "stack", "g2");
        getElement().setAttribute("aria-label", "How it ended");
        add(Layout.div("row wrap", end, outcome));
        episode.endReason().ifPresent(reason -> {
            String sentence = EpisodeWords.sentence(reason);
            // The badge says this already; a sentence is worth its room only when it adds a reason.
            if (!sentence.equals(EpisodeWords.sentence(episode.state(), episode.stationName()))) {
                add(Layout.text("s", sentence));
            }
        });
        episode.endDetail().ifPresent(detail -> add(Layout.text("s dim", detail)));
        add(how);
        if (hideUntilVote && EpisodeWords.sceneResult(episode) != Outcome.Result.NOT_SCORED) {
            how.setText("What the judge found is shown after your vote, so that it does not sway you.");
        } else {
            reveal();
        }
    }

    void reveal() {
        Outcome.Result result = EpisodeWords.sceneResult(episode);
        outcome.show(EpisodeWords.sign(result));
        how.setText(
                switch (result) {
                    case SUCCESS -> judged("It holds.");
                    case PARTIAL -> judged("It holds in part.");
                    case FAILURE -> judged("It does not hold.");
                    case NOT_SCORED ->
                        EpisodeWords.censored(episode)
                                ? "Nothing was judged: this try says nothing about the policy."
                                : "No judge could decide. You can.";
                });
    }

    private String judged(String finding) {
        String where =
                episode.stationKind() == StationKind.SIMULATOR ? "the simulator’s state" : "the station’s sensors";
        return episode.taskReading()
                .map(reading -> "The scene’s own judge looked for “" + reading + "” in " + where + " at the end. "
                        + finding + " How often this judge is right has not been measured yet.")
                .orElse("The scene’s own judge read " + where + " at the end. " + finding);
    }
}
