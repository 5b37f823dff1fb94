package dev.parley.gateway.upload;

import dev.parley.core.artifact.ArtifactClaim;
import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.artifact.DirectUpload;
import dev.parley.core.artifact.StoredArtifact;
import dev.parley.core.episode.Episodes;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Writes uploads to the artifact store: one sender per artifact at a time, the fence checked before a byte is taken. */
@ApplicationScoped
class UploadDesk {
    /** Synced to disk in pieces of this size, so that a cut loses little and a sync is worth its time. */
    private static final int PIECE = 1024 * 1024;

    private final Episodes episodes;
    private final ArtifactStore store;
    private final Set<UploadKey> receiving = ConcurrentHashMap.newKeySet();
    // A thread waits with its sender; how many there are is bounded by the resource, before anything is queued here.
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("gateway-upload-", 0).factory());

    /** How an upload stands. */
    enum State {
        PARTIAL,
        COMPLETE,
        WRONG_OFFSET
    }

    record Result(State state, long offset) {}

    /** @param direct where to put the whole, past this server; empty: here, from the offset on */
    record Offer(long offset, Optional<DirectUpload> direct) {}

    @Inject
    UploadDesk(Episodes episodes, ArtifactStore store) {
        this.episodes = episodes;
        this.store = store;
    }

    /** Bytes that are here; all of them once the artifact is published. */
    Uni<Long> offset(UploadKey key) {
        return call(() -> standing(key));
    }

    /** The same for a sender that says what is to come: it may be sent past this server for what is missing. */
    Uni<Offer> offer(UploadKey key, UploadClaim claim) {
        return requireFence(key)
                .chain(() -> call(() -> {
                    long standing = standing(key);
                    return new Offer(
                            standing,
                            standing < claim.length()
                                    ? store.direct(
                                            key.episode(),
                                            key.fence(),
                                            key.name(),
                                            new ArtifactClaim(claim.contentType(), claim.sha256(), claim.length()))
                                    : Optional.empty());
                }));
    }

    private long standing(UploadKey key) throws IOException {
        Optional<StoredArtifact> published = store.find(key.episode(), key.fence(), key.name());
        return published.isPresent()
                ? published.get().sizeBytes()
                : store.partialSize(key.episode(), key.fence(), key.name());
    }

    /** Takes the body and, when it completes the artifact, publishes it and records it. */
    Uni<Result> receive(UploadKey key, UploadClaim claim, UploadStream stream) {
        return requireFence(key)
                .chain(() -> call(() -> write(key, claim, stream)))
                .call(result -> result.state() == State.COMPLETE
                        ? episodes.attach(
                                key.episode(),
                                key.fence(),
                                key.name(),
                                claim.contentType(),
                                claim.sha256(),
                                claim.length())
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> requireFence(UploadKey key) {
        return episodes.find(key.episode())
                .invoke(found -> {
                    if (found.filter(episode -> episode.withdrawnAt().isPresent())
                            .isPresent()) {
                        throw new ParleyException(
                                ErrorCode.WITHDRAWN,
                                "episode %s was taken back; nothing of it is stored any more".formatted(key.episode()));
                    }
                    if (found.filter(episode -> episode.fence().equals(key.fence()))
                            .isEmpty()) {
                        throw new ParleyException(
                                ErrorCode.STALE_FENCE,
                                "episode %s does not run under fence %s".formatted(key.episode(), key.fence()));
                    }
                })
                .replaceWithVoid();
    }

    private Result write(UploadKey key, UploadClaim claim, UploadStream stream) throws IOException {
        if (!receiving.add(key)) {
            throw new ParleyException(
                    ErrorCode.UPLOAD_MISMATCH, "another upload of " + key.name() + " is under way; ask for the offset");
        }
        try {
            long standing = standing(key);
            if (standing != claim.offset()) {
                return new Result(State.WRONG_OFFSET, standing);
            }
            if (standing < claim.length()) {
                long received = take(key, standing, stream);
                if (received < claim.length()) {
                    return new Result(State.PARTIAL, received);
                }
            }
            // Also for what is published already: the sender must mean the same.
            store.complete(key.episode(), key.fence(), key.name(), claim.sha256(), claim.length());
            return new Result(State.COMPLETE, claim.length());
        } finally {
            receiving.remove(key);
        }
    }

    private long take(UploadKey key, long standing, UploadStream stream) throws IOException {
        Pieces pieces = new Pieces(key, standing);
        try {
            stream.readInto(pieces);
        } finally {
            pieces.flush();
        }
        return pieces.offset;
    }

    private <T> Uni<T> call(Callable<T> work) {
        return Uni.createFrom()
                .emitter(emitter -> executor.execute(() -> {
                    try {
                        emitter.complete(work.call());
                    } catch (Exception e) {
                        emitter.fail(e);
                    }
                }));
    }

    /** Gathers small buffers into pieces. */
    private final class Pieces implements UploadStream.Sink {
        private final SoundSearch sound = new SoundSearch();
        private final UploadKey key;
        private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(PIECE);
        private long offset;

        Pieces(UploadKey key, long offset) {
            this.key = key;
            this.offset = offset;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            if (key.name().endsWith(".mp4") && sound.found(bytes, bytes.length)) {
                throw new ParleyException(
                        ErrorCode.RECORDING_WITH_SOUND,
                        "%s has a sound track; recordings are pictures alone. Record it without sound."
                                .formatted(key.name()));
            }
            gathered.writeBytes(bytes);
            if (gathered.size() >= PIECE) {
                flush();
            }
        }

        void flush() throws IOException {
            if (gathered.size() > 0) {
                offset = store.append(
                        key.episode(), key.fence(), key.name(), offset, gathered.toByteArray(), gathered.size());
                gathered.reset();
            }
        }
    }

    @PreDestroy
    void close() {
        executor.shutdown();
    }
}
