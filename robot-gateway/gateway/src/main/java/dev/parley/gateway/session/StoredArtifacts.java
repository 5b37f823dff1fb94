package dev.parley.gateway.session;

import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.episode.EpisodeData;
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
    private static final String FILM = ".mp4";

    private final ArtifactStore store;
    private final FileWork files;

    @Inject
    StoredArtifacts(ArtifactStore store, FileWork files) {
        this.store = store;
        this.files = files;
    }

    /**
     * Names of those that a station reported and that are not completely stored yet. A film that is stored but not
     * recorded with its episode - the database went away in between - is asked for again: its upload ends at once.
     */
    Uni<List<String>> missing(EpisodeData episode, List<Artifact> reported) {
        if (reported.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return files.call(() -> {
            List<String> missing = new ArrayList<>();
            for (Artifact artifact : reported) {
                boolean stored = store.find(episode.id(), episode.fence(), artifact.getName())
                        .isPresent();
                if (!stored || (artifact.getName().endsWith(FILM) && !recorded(episode, artifact))) {
                    missing.add(artifact.getName());
                }
            }
            return missing;
        });
    }

    private static boolean recorded(EpisodeData episode, Artifact artifact) {
        return episode.recordings().stream()
                .anyMatch(recording -> (recording.camera() + FILM).equals(artifact.getName()));
    }
}
