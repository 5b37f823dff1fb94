package dev.parley.gateway.session;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.core.artifact.ArtifactStore;
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
    private final FileWork files;

    @Inject
    StoredArtifacts(ArtifactStore store, FileWork files) {
        this.store = store;
        this.files = files;
    }

    /** Names of those that a station reported and that are not completely stored yet. */
    Uni<List<String>> missing(EpisodeId episode, Fence fence, List<Artifact> reported) {
        if (reported.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return files.call(() -> {
            List<String> missing = new ArrayList<>();
            for (Artifact artifact : reported) {
                if (store.find(episode, fence, artifact.getName()).isEmpty()) {
                    missing.add(artifact.getName());
                }
            }
            return missing;
        });
    }
}
