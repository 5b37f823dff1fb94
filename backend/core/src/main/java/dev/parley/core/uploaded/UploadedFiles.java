package dev.parley.core.uploaded;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.core.artifact.ArtifactClaim;
import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.artifact.DataFolder;
import dev.parley.core.artifact.StoredArtifact;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.policy.onnx.NetworkOutline;
import dev.parley.policy.onnx.OutlineFault;
import dev.parley.policy.onnx.OutlineReader;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The uploaded files, kept where recordings are, each under an id of its own that no episode has. They are received piece by piece, each
 * synced before it is acknowledged, and looked at from outside; nothing here loads one.
 */
@ApplicationScoped
class UploadedFiles {
    private static final String NAME = "network.onnx";
    private static final Fence ONLY = new Fence(1);
    private static final int WAITING = 64;

    private final ArtifactStore artifacts;
    private final Path data;
    private final ThreadPoolExecutor threads;

    @Inject
    UploadedFiles(ArtifactStore artifacts, DataFolder data, UploadedConfig config) {
        this.artifacts = artifacts;
        this.data = data.path();
        threads = new ThreadPoolExecutor(
                config.piecesAtOnce(),
                config.piecesAtOnce(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().name("uploaded-policy-", 0).daemon().factory());
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> Uni<T> beside(Work<T> work) {
        return Uni.createFrom()
                .voidItem()
                .emitOn(threads)
                .map(ignored -> {
                    try {
                        return work.run();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .onFailure(RejectedExecutionException.class)
                .transform(e -> new ParleyException(
                        ErrorCode.SERVICE_AWAY, "Many files are being uploaded just now; try again in a few seconds."));
    }

    /** @throws ParleyException STORAGE_FULL in the Uni where so large a file does not fit */
    Uni<Void> requireRoom(UUID id, Declaration file) {
        return beside(() -> {
                    artifacts.direct(
                            of(id),
                            ONLY,
                            NAME,
                            new ArtifactClaim("application/octet-stream", file.sha256(), file.sizeBytes()));
                    return true;
                })
                .replaceWithVoid();
    }

    /** How many bytes of it are here. */
    Uni<Long> received(UploadedPolicyData policy) {
        return beside(() -> receivedNow(policy));
    }

    private long receivedNow(UploadedPolicyData policy) throws IOException {
        // Published and not yet taken note of: the server was killed between the two.
        Optional<StoredArtifact> whole = artifacts.find(of(policy.id()), ONLY, NAME);
        return whole.isPresent() ? whole.get().sizeBytes() : artifacts.partialSize(of(policy.id()), ONLY, NAME);
    }

    /**
     * Appends a piece; how many bytes are here then.
     *
     * @throws ParleyException UPLOAD_MISMATCH in the Uni, saying where to go on
     */
    Uni<Long> append(UploadedPolicyData policy, long offset, byte[] piece) {
        return beside(() -> {
            long here = receivedNow(policy);
            if (offset != here) {
                throw new ParleyException(
                        ErrorCode.UPLOAD_MISMATCH,
                        "The file of %s stands at %d bytes; go on from there, not from %d."
                                .formatted(policy.name(), here, offset));
            }
            if (offset + piece.length > policy.sizeBytes()) {
                throw new ParleyException(
                        ErrorCode.UPLOAD_MISMATCH,
                        "The file of %s was declared with %d bytes; this piece goes to %d."
                                .formatted(policy.name(), policy.sizeBytes(), offset + piece.length));
            }
            return piece.length == 0
                    ? here
                    : artifacts.append(of(policy.id()), ONLY, NAME, offset, piece, piece.length);
        });
    }

    /**
     * Once all of it is here: checks its digest and reads what it declares. Why it cannot be used, in a sentence; empty when it can.
     *
     * @throws ParleyException UPLOAD_MISMATCH in the Uni where it is another file: it is to be sent anew
     */
    Uni<Optional<String>> complete(UploadedPolicyData policy) {
        return beside(() -> {
            try {
                artifacts.complete(of(policy.id()), ONLY, NAME, policy.fileSha256(), policy.sizeBytes());
            } catch (ParleyException e) {
                throw e.code() == ErrorCode.UPLOAD_MISMATCH
                        ? new ParleyException(
                                ErrorCode.UPLOAD_MISMATCH,
                                "What came does not have the SHA-256 that was declared; send the file again from 0.")
                        : e;
            }
            try {
                return MappingCheck.misfit(policy.mapping(), outline(policy));
            } catch (OutlineFault fault) {
                return Optional.of(String.valueOf(fault.getMessage()));
            }
        });
    }

    private NetworkOutline outline(UploadedPolicyData policy) throws IOException, OutlineFault {
        StoredArtifact file = artifacts
                .find(of(policy.id()), ONLY, NAME)
                .orElseThrow(() -> new IOException("a file that was just published is gone"));
        return switch (file) {
            case StoredArtifact.InFile here -> OutlineReader.read(here.path());
            case StoredArtifact.Elsewhere elsewhere -> {
                Path copy = Files.createTempFile(Files.createDirectories(data), "outline", ".onnx");
                try (InputStream in = elsewhere.open()) {
                    Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                    yield OutlineReader.read(copy);
                } finally {
                    Files.deleteIfExists(copy);
                }
            }
        };
    }

    Uni<Optional<StoredArtifact>> find(UploadedPolicyData policy) {
        return beside(() -> artifacts.find(of(policy.id()), ONLY, NAME));
    }

    /** All of it, however far it came. */
    Uni<Void> erase(UUID id) {
        return beside(() -> {
                    artifacts.erase(of(id));
                    return true;
                })
                .replaceWithVoid();
    }

    private static EpisodeId of(UUID id) {
        return new EpisodeId(id);
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
