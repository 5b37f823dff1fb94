package dev.parley.gateway.session;

import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.Episodes;
import dev.parley.gateway.work.FileWork;
import dev.parley.station.v1.Artifact;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Which of an episode's artifacts are here. */
@ApplicationScoped
class StoredArtifacts {
    private final ArtifactStore store;
    private final Episodes episodes;
    private final FileWork files;

    @Inject
    StoredArtifacts(ArtifactStore store, Episodes episodes, FileWork files) {
        this.store = store;
        this.episodes = episodes;
        this.files = files;
    }

    /**
     * Names of those that a station reported and that are not completely stored yet. What is stored but not recorded with
     * its episode - the database went away in between - is asked for again: its upload ends at once and records it.
     */
    Uni<List<String>> missing(EpisodeData episode, List<Artifact> reported) {
        // What was taken back is wanted by nobody: the station may delete its copy.
        if (reported.isEmpty() || episode.withdrawnAt().isPresent()) {
            return Uni.createFrom().item(List.of());
        }
        return episodes.attached(episode.id())
                .chain(recorded -> files.call(() -> {
                    List<String> missing = new ArrayList<>();
                    for (Artifact artifact : reported) {
                        if (!recorded.contains(artifact.getName())
                                || store.find(episode.id(), episode.fence(), artifact.getName())
                                        .isEmpty()) {
                            missing.add(artifact.getName());
                        }
                    }
                    return missing;
                }));
    }
}
