package dev.parley.ui.explore;

import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.ui.parts.Recorded;
import dev.parley.ui.words.EpisodeWords;
import dev.parley.ui.words.Sign;
import dev.parley.ui.words.Spans;
import dev.parley.ui.words.StationWords;
import java.time.Duration;
import java.time.Instant;

/**
 * One episode in the list, as its template reads it.
 *
 * @param policy its name for people
 * @param outcomes whether the judge's result may be seen; it sways whoever has not voted yet
 */
public record TileLook(EpisodeData episode, String policy, boolean outcomes) {
    public String asked() {
        return EpisodeWords.asked(episode);
    }

    public boolean running() {
        return !episode.state().terminal();
    }

    public boolean moving() {
        return episode.state() == EpisodeState.RUNNING && episode.runningAt().isPresent();
    }

    public Instant movingSince() {
        return episode.runningAt().orElse(episode.createdAt());
    }

    /** "Simulation": said on every clip. */
    public String kind() {
        return StationWords.kind(episode.stationKind());
    }

    /** "Simulation · Sim 1". */
    public String where() {
        return kind() + " · " + episode.stationName();
    }

    public String poster() {
        return Recorded.poster(episode.id(), Recorded.camera(episode));
    }

    public Sign end() {
        return outcomes ? EpisodeWords.sign(episode.state()) : EpisodeWords.openSign(episode.state());
    }

    public Sign outcome() {
        return EpisodeWords.sign(EpisodeWords.sceneResult(episode));
    }

    /** Empty where it is not known. */
    public String length() {
        return episode.steps().isPresent() && episode.controlHz() > 0
                ? Spans.spoken(
                        Duration.ofMillis(Math.round(1000.0 * episode.steps().getAsInt() / episode.controlHz())))
                : "";
    }
}
