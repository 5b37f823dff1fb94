package dev.parley.ui.parts;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.episode.EpisodeData;

/** Which camera of an episode people watch. */
public final class Recorded {
    /** Stations name the camera for people so; others are for policies. */
    private static final String MAIN = "main";

    private Recorded() {}

    /** The recorded camera, the one called main before others; main while nothing is recorded yet. */
    public static String camera(EpisodeData episode) {
        return episode.recordings().stream()
                .map(EpisodeData.Recording::camera)
                .sorted((left, right) -> Boolean.compare(right.equals(MAIN), left.equals(MAIN)))
                .findFirst()
                .orElse(MAIN);
    }

    /** Where its newest still is. */
    public static String poster(EpisodeId episode, String camera) {
        return "/api/v1/episodes/" + episode + "/poster/" + camera + ".jpg";
    }
}
