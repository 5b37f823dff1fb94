package dev.parley.core.rest.episode;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Sha256;
import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.artifact.StoredArtifact;
import dev.parley.core.episode.CrowdEpisodes;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The newest still of each camera in memory: a wall of a thousand watchers costs one file read in half a second. */
@ApplicationScoped
class Posters {
    private static final Duration FRESH = Duration.ofMillis(500);
    private static final Duration FRESH_AFTER_THE_END = Duration.ofSeconds(30);
    private static final int MOST_BYTES = 32 * 1024 * 1024;
    private static final int ROW_BYTES = 256;
    private static final int TAG_BYTES = 12;

    private final CrowdEpisodes episodes;
    private final ArtifactStore artifacts;
    private final SharedReads<Asked, Optional<Poster>> shared;

    private record Asked(EpisodeId episode, String camera) {}

    /**
     * A still, or that there is none yet.
     *
     * @param link where it is, when the artifacts are elsewhere; it is good for a while only
     * @param tag digest of the bytes
     * @param ended whether the episode has ended, after which its last still stays
     */
    record Poster(Optional<byte[]> jpeg, Optional<URI> link, String tag, boolean ended) {}

    @Inject
    Posters(CrowdEpisodes episodes, ArtifactStore artifacts, ReactiveBridge bridge) {
        this.episodes = episodes;
        this.artifacts = artifacts;
        shared = new SharedReads<>(
                bridge,
                this::read,
                found -> found.filter(poster -> poster.ended() && poster.jpeg().isPresent())
                        .map(poster -> FRESH_AFTER_THE_END)
                        .orElse(FRESH),
                MOST_BYTES,
                found -> ROW_BYTES
                        + found.flatMap(Poster::jpeg).map(jpeg -> jpeg.length).orElse(0));
    }

    /** Empty for an episode that does not exist. */
    Uni<Optional<Poster>> newest(EpisodeId episode, String camera) {
        return shared.get(new Asked(episode, camera));
    }

    private Uni<Optional<Poster>> read(Asked asked) {
        return episodes.find(asked.episode())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(found -> found.map(EpisodeLookup::shown)
                        .map(episode -> poster(
                                file(episode, asked.camera()), episode.state().terminal())));
    }

    private static Poster poster(Optional<StoredArtifact> stored, boolean ended) {
        if (stored.isEmpty()) {
            return new Poster(Optional.empty(), Optional.empty(), "", ended);
        }
        return switch (stored.get()) {
            case StoredArtifact.InFile file -> {
                byte[] jpeg = bytes(file.path());
                yield new Poster(Optional.of(jpeg), Optional.empty(), tag(jpeg), ended);
            }
            case StoredArtifact.Elsewhere elsewhere ->
                new Poster(Optional.empty(), Optional.of(elsewhere.link()), "", ended);
        };
    }

    private Optional<StoredArtifact> file(EpisodeData episode, String camera) {
        try {
            return artifacts.find(episode.id(), episode.fence(), camera + ".jpg");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tag(byte[] jpeg) {
        byte[] digest = Sha256.of(jpeg);
        return "\"" + HexFormat.of().formatHex(Arrays.copyOf(digest, TAG_BYTES)) + "\"";
    }
}
