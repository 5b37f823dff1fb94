package dev.parley.core.rest.episode;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.artifact.StoredArtifact;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.Episodes;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** Episodes and their files, or the problem that says what is missing. */
@ApplicationScoped
class EpisodeLookup {
    private static final Pattern CAMERA = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");

    private final Episodes episodes;
    private final ArtifactStore artifacts;

    @Inject
    EpisodeLookup(Episodes episodes, ArtifactStore artifacts) {
        this.episodes = episodes;
        this.artifacts = artifacts;
    }

    Uni<EpisodeData> require(EpisodeId id) {
        return episodes.find(id)
                .map(found -> found.orElseThrow(
                        () -> new ParleyException(ErrorCode.EPISODE_UNKNOWN, "There is no episode %s.".formatted(id))));
    }

    /** @return the artifact, found on a worker thread where reading may go on */
    Uni<StoredArtifact> artifact(EpisodeData episode, String name, String noun) {
        return Uni.createFrom()
                .item(() -> find(episode, name, noun))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    static String camera(String name) {
        if (!CAMERA.matcher(name).matches()) {
            throw new ParleyException(ErrorCode.RECORDING_UNKNOWN, "No camera has such a name.");
        }
        return name;
    }

    private StoredArtifact find(EpisodeData episode, String name, String noun) {
        try {
            return artifacts
                    .find(episode.id(), episode.fence(), name)
                    .orElseThrow(() -> new ParleyException(
                            ErrorCode.RECORDING_UNKNOWN,
                            "Episode %s (%s) has no %s; it comes once the station has uploaded it."
                                    .formatted(episode.id(), episode.state(), noun)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
