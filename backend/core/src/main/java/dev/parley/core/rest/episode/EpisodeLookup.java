package dev.parley.core.rest.episode;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.artifact.StoredArtifact;
import dev.parley.core.episode.CrowdEpisodes;
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
import java.util.Optional;
import java.util.regex.Pattern;

/** Episodes and their files, or the problem that says what is missing. */
@ApplicationScoped
class EpisodeLookup {
    private static final Pattern CAMERA = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");

    private final Episodes episodes;
    private final CrowdEpisodes crowd;
    private final ArtifactStore artifacts;

    @Inject
    EpisodeLookup(Episodes episodes, CrowdEpisodes crowd, ArtifactStore artifacts) {
        this.episodes = episodes;
        this.crowd = crowd;
        this.artifacts = artifacts;
    }

    Uni<EpisodeData> require(EpisodeId id) {
        return episodes.find(id).map(found -> shown(known(id, found)));
    }

    /** The same for what crowds read: as it was within the last second. */
    Uni<EpisodeData> glance(EpisodeId id) {
        return crowd.find(id).map(found -> shown(known(id, found)));
    }

    /** @throws ParleyException EPISODE_UNKNOWN where nothing was found */
    static <T> T known(EpisodeId id, Optional<T> found) {
        return found.orElseThrow(
                () -> new ParleyException(ErrorCode.EPISODE_UNKNOWN, "There is no episode %s.".formatted(id)));
    }

    /** @throws ParleyException WITHDRAWN for one that was taken back, COMPARISON_SEALED for one that would give a secret away */
    static EpisodeData shown(EpisodeData episode) {
        if (episode.withdrawnAt().isPresent()) {
            throw new ParleyException(
                    ErrorCode.WITHDRAWN,
                    "Episode %s was taken back by whoever asked for it, and what was recorded of it is deleted here."
                            .formatted(episode.id()));
        }
        episode.sealedBy().ifPresent(comparison -> {
            throw new ParleyException(
                    ErrorCode.COMPARISON_SEALED,
                    "Episode %s belongs to a blind comparison; watch it and vote at /compare/%s."
                            .formatted(episode.id(), comparison));
        });
        return episode;
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
