package dev.parley.gateway.live;

import static java.util.Objects.requireNonNull;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.util.regex.Pattern;

/** One camera of one episode: what is published once and watched by many. */
public record LiveChannelId(EpisodeId episode, String camera) {

    private static final Pattern CAMERA = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

    public LiveChannelId {
        requireNonNull(episode, "episode is null");
        requireNonNull(camera, "camera is null");
        if (!CAMERA.matcher(camera).matches()) {
            throw new ParleyException(
                    ErrorCode.ID_MALFORMED,
                    "a camera name has 1 to 64 letters, digits, dots, hyphens or underscores, and starts with a letter or digit");
        }
    }

    /** @throws ParleyException ID_MALFORMED if the id is no UUID or the camera no name */
    static LiveChannelId parse(String episode, String camera) {
        try {
            return new LiveChannelId(EpisodeId.parse(episode), camera);
        } catch (IllegalArgumentException e) {
            throw new ParleyException(ErrorCode.ID_MALFORMED, "an episode id is a UUID");
        }
    }

    @Override
    public String toString() {
        return camera + " of episode " + episode;
    }
}
