package dev.parley.ui.episode;

import dev.parley.core.episode.EpisodeData;
import dev.parley.core.station.StationKind;
import dev.parley.ui.parts.FamilyRow;
import dev.parley.ui.parts.Rate;
import dev.parley.ui.parts.Recorded;
import dev.parley.ui.words.EpisodeWords;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a link to an episode shows where it is shared: a still, what was asked of which kind of body, and how often such asks are
 * done. How this one went is not said while this installation hides outcomes until one's own vote.
 *
 * @param origin of the addresses; empty where it is not known, and then there is no picture to show
 */
public record ShareLook(EpisodeData episode, Optional<FamilyRow> family, String origin, boolean hide) {

    public boolean pictured() {
        return !origin.isEmpty();
    }

    public String url() {
        return origin + "/episodes/" + episode.id();
    }

    public String image() {
        return origin + Recorded.poster(episode.id(), Recorded.camera(episode));
    }

    /** "A simulated robot was asked: “put the red cube in the blue bowl”". */
    public String title() {
        String body = episode.stationKind() == StationKind.REAL_ROBOT ? "A real robot" : "A simulated robot";
        return episode.instruction()
                .map(words -> body + " was asked: “" + words + "”")
                .orElse(body + " was shown a goal picture");
    }

    public String description() {
        return alike() + own();
    }

    /** "Asked 12 times so far. Simulation: 71 % done (40 to 89), 10 tries, judged by the scene. ". */
    private String alike() {
        return family.map(row -> capital(row.asked()) + " so far. "
                        + row.rates().stream()
                                .filter(Rate::measured)
                                .map(rate -> rate.kind() + ": " + rate.text() + ", " + row.judge() + ". ")
                                .collect(Collectors.joining()))
                .orElse("");
    }

    private String own() {
        if (!episode.state().terminal()) {
            return "Watch it live.";
        }
        return hide
                ? "Watch the replay, then say how it went."
                : "This one: "
                        + EpisodeWords.sign(EpisodeWords.sceneResult(episode)).word()
                        + ". Watch the replay.";
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
