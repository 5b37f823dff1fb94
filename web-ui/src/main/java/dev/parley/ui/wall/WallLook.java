package dev.parley.ui.wall;

import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.ui.parts.Recorded;
import dev.parley.ui.words.EpisodeWords;
import dev.parley.ui.words.Sign;
import dev.parley.ui.words.StationWords;
import java.time.Instant;
import java.util.List;

/** What runs now, newest first. Which policy drives is not said: who judges later has not seen it here. */
public record WallLook(List<Tile> tiles) {
    static final int MOST = 60;

    static WallLook of(List<EpisodeData> running) {
        return new WallLook(running.stream().map(Tile::new).toList());
    }

    public boolean empty() {
        return tiles.isEmpty();
    }

    public String sentence() {
        return switch (tiles.size()) {
            case 0 -> "Everything that anybody asks runs where anybody can watch.";
            case 1 -> "One robot is at work. The picture is a still, about one a second; press it to watch live.";
            case MOST ->
                "The newest %d are shown. Pictures are stills, about one a second; press one to watch live."
                        .formatted(MOST);
            default ->
                "%d robots are at work. Pictures are stills, about one a second; press one to watch live."
                        .formatted(tiles.size());
        };
    }

    /** One episode that runs. */
    public record Tile(EpisodeData episode) {
        public String asked() {
            return EpisodeWords.asked(episode);
        }

        /** "Simulation · Sim 1". */
        public String where() {
            return StationWords.kind(episode.stationKind()) + " · " + episode.stationName();
        }

        public boolean moving() {
            return episode.state() == EpisodeState.RUNNING
                    && episode.runningAt().isPresent();
        }

        public Instant since() {
            return episode.runningAt().orElse(episode.createdAt());
        }

        public Sign state() {
            return EpisodeWords.openSign(episode.state());
        }

        public String poster() {
            return Recorded.poster(episode.id(), Recorded.camera(episode));
        }
    }
}
