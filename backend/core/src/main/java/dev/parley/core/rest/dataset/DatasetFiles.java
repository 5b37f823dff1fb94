package dev.parley.core.rest.dataset;

import dev.parley.core.artifact.ArchiveStore;
import dev.parley.core.artifact.StoredArtifact;
import dev.parley.core.dataset.DatasetData;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.range.FileAnswer;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers with archives; looks for them beside the event loop. */
@ApplicationScoped
class DatasetFiles {
    private final ArchiveStore archives;
    private final ThreadPoolExecutor finder = new ThreadPoolExecutor(
            2,
            2,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(64),
            Thread.ofPlatform().name("dataset-finder-", 0).daemon().factory());

    @Inject
    DatasetFiles(ArchiveStore archives) {
        this.archives = archives;
    }

    /** What a client wants of it: its headers of these names. */
    record Asked(
            @Nullable String range,
            @Nullable String ifRange,
            @Nullable String ifNoneMatch) {}

    /** @param delivering run before anything is sent; what it refuses is not sent */
    Uni<Response> of(DatasetData dataset, Asked asked, Supplier<Uni<Void>> delivering) {
        DatasetData.Archive archive = require(dataset);
        String tag = "\"" + archive.sha256() + "\"";
        // Whether it is still to be had is asked each time: something in it may be taken back.
        FileAnswer answer = new FileAnswer("archive", "application/zip", tag, "no-cache", dataset.fileName());
        if (tag.equals(asked.ifNoneMatch())) {
            return Uni.createFrom().item(answer.notModified());
        }
        Optional<String> range = Optional.ofNullable(asked.range())
                .filter(ignored -> asked.ifRange() == null || tag.equals(asked.ifRange()));
        return delivering
                .get()
                .map(may -> archive.key())
                .emitOn(finder)
                .map(this::find)
                .onFailure(RejectedExecutionException.class)
                .transform(e -> new ParleyException(
                        ErrorCode.SERVICE_AWAY,
                        "Many archives are being fetched just now; try again in a few seconds."))
                .map(found -> switch (found.orElseThrow(() -> gone(dataset))) {
                    case StoredArtifact.InFile file -> answer.of(file, range);
                    case StoredArtifact.Elsewhere elsewhere -> FileAnswer.sentTo(elsewhere);
                });
    }

    private Optional<StoredArtifact> find(String key) {
        try {
            return archives.find(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DatasetData.Archive require(DatasetData dataset) {
        return switch (dataset.state()) {
            case READY -> dataset.archive().orElseThrow(() -> gone(dataset));
            case QUEUED, RUNNING ->
                throw new ParleyException(
                        ErrorCode.DATASET_NOT_READY,
                        "Data set %d is being made; GET %s%s says how far it is."
                                .formatted(dataset.number(), DatasetsResource.DATASETS, dataset.id()));
            case FAILED, CANCELLED, RECALLED, EXPIRED -> throw gone(dataset);
        };
    }

    static ParleyException gone(DatasetData dataset) {
        return new ParleyException(
                ErrorCode.DATASET_GONE,
                switch (dataset.state()) {
                    case RECALLED ->
                        "Somebody took back something that was in data set %d, so its archive was deleted. Ask for a new one."
                                .formatted(dataset.number());
                    case EXPIRED ->
                        "Nobody had fetched data set %d for long, so its archive was deleted; %s%s/manifest still has the digests of its files. Ask for a new one."
                                .formatted(dataset.number(), DatasetsResource.DATASETS, dataset.id());
                    case QUEUED, RUNNING, READY, FAILED, CANCELLED ->
                        "Data set %d has no archive.".formatted(dataset.number());
                });
    }

    @PreDestroy
    void close() {
        finder.shutdownNow();
    }
}
