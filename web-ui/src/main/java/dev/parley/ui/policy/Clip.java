package dev.parley.ui.policy;

import dev.parley.core.episode.EpisodeData;
import dev.parley.ui.parts.Recorded;
import dev.parley.ui.words.EpisodeWords;
import dev.parley.ui.words.Sign;
import dev.parley.ui.words.StationWords;

/** One episode in which it did not do what it was asked. */
public record Clip(EpisodeData episode) {
    public String asked() {
        return EpisodeWords.asked(episode);
    }

    public String kind() {
        return StationWords.kind(episode.stationKind());
    }

    public Sign end() {
        return EpisodeWords.sign(episode.state());
    }

    public String poster() {
        return Recorded.poster(episode.id(), Recorded.camera(episode));
    }
}
