package dev.parley.core.rest.dataset;

import dev.parley.core.dataset.Citation;
import dev.parley.core.dataset.DatasetData;
import dev.parley.core.dataset.DatasetState;
import dev.parley.core.dataset.Estimate;
import dev.parley.core.person.SignedIn;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A data set. */
record DatasetView(
        String id,

        @Schema(description = "Its version: grows, and its citation names it.")
        long number,

        String format,

        @Schema(
                description =
                        "QUEUED, RUNNING, READY, FAILED, CANCELLED, RECALLED: something in it was taken back, or EXPIRED: nobody fetched it for long.")
        DatasetState state,

        Map<String, String> filter,

        @Schema(description = "Only what had ended by then is in it.")
        Instant asOf,

        Instant createdAt,
        @Nullable Instant endedAt,
        Progress progress,

        @Schema(description = "Null until it is ready.") @Nullable
        Long episodes,

        @Schema(description = "Null until it is ready, and when it is gone.") @Nullable
        Archive archive,

        @Schema(description = "When its archive is deleted unless somebody fetches it before; null unless it is ready.")
        @Nullable
        Instant keptUntil,

        @Schema(description = "Its files with their digests; stays when the archive was not kept.") @Nullable
        String manifestUrl,

        @Schema(description = "Of the archive; stays when that was not kept.") @Nullable
        String sha256,

        Licence licence,

        @Schema(description = "How to name it where you use it; null until it is ready.") @Nullable
        String citation,

        @Schema(description = "Why there will be none.") @Nullable
        String problem,

        @Schema(description = "Whether you asked for it.") boolean yours) {

    /** Of the work, 0 to 1. */
    record Progress(long done, long total, double share) {
        static Progress of(DatasetData data) {
            double share = data.state() == DatasetState.READY
                    ? 1
                    : data.total() == 0 ? 0 : Math.min(1, data.done() / (double) data.total());
            return new Progress(data.done(), data.total(), share);
        }
    }

    /** The file. */
    record Archive(String url, String manifestUrl, String fileName, long sizeBytes, String sha256) {}

    record Licence(String id, String url) {}

    /** What one would hold now. */
    record EstimateView(
            @Schema(description = "Episodes that fit the filter.")
            long matching,

            @Schema(description = "Those that go into it.") long taken,

            @Schema(description = "Left out: the asker did not agree to training.")
            long notAgreed,

            @Schema(description = "Left out: their family of prompts is kept for testing, or not known yet.")
            long heldOut,

            @Schema(description = "Left out: without steps or video, or ended for a reason that is not the policy's.")
            long unfinished,

            @Schema(description = "About, of the archive.") long bytes) {
        static EstimateView of(Estimate estimate) {
            return new EstimateView(
                    estimate.matching(),
                    estimate.taken(),
                    estimate.notAgreed(),
                    estimate.heldOut(),
                    estimate.unfinished(),
                    estimate.bytes());
        }
    }

    static DatasetView of(DatasetData data, Optional<SignedIn> reader) {
        String self = DatasetsResource.DATASETS + data.id();
        boolean ready = data.state() == DatasetState.READY;
        boolean told = ready || data.state() == DatasetState.EXPIRED;
        boolean yours = reader.map(SignedIn::id).filter(data.maker()::equals).isPresent();
        return new DatasetView(
                data.id().toString(),
                data.number(),
                data.format().wireName(),
                data.state(),
                data.filter().told(),
                data.asOf(),
                data.createdAt(),
                data.endedAt().orElse(null),
                Progress.of(data),
                told ? (Long) data.episodes().orElse(0) : null,
                ready
                        ? data.archive()
                                .map(archive -> new Archive(
                                        self + "/archive",
                                        self + "/manifest",
                                        data.fileName(),
                                        archive.sizeBytes(),
                                        archive.sha256()))
                                .orElse(null)
                        : null,
                data.keptUntil().orElse(null),
                told ? self + "/manifest" : null,
                told ? data.sha256().orElse(null) : null,
                new Licence(Citation.LICENCE, Citation.LICENCE_URL),
                told ? Citation.of(data, data.episodes().orElse(0)) : null,
                // What went wrong may say something about the server, and helps nobody else.
                yours ? data.problem().orElse(null) : null,
                yours);
    }
}
