package dev.parley.core.dataset;

import dev.parley.core.audit.Actor;
import dev.parley.core.person.SignedIn;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Data sets: asking for one, seeing how far it is, and taking it away again. Those that are ready are for everybody. */
public interface Datasets {
    /**
     * Durably asks for one; it is then written in the background, whatever becomes of this server.
     *
     * @throws dev.parley.core.problem.ParleyException in the Uni: DATASET_EMPTY, DATASET_TOO_LARGE, DATASET_RUNNING for whoever has
     *     another one under way, RATE_LIMITED
     */
    Uni<DatasetData> request(DatasetFormat format, DatasetFilter filter, SignedIn maker, Actor by);

    Uni<Optional<DatasetData>> find(DatasetId id);

    /** Newest first; those that failed or were not wanted are for their makers alone. */
    Uni<List<DatasetData>> list(Optional<SignedIn> reader, OptionalLong before, int atMost);

    /** Somebody fetches its archive, which is kept so much longer. */
    Uni<Void> fetched(DatasetId id);

    /** What is in it, file by file; empty until it is ready. Stays when its archive was not kept. */
    Uni<Optional<String>> manifest(DatasetId id);

    /** What one would hold now; may be half a minute old. */
    Uni<Estimate> estimate(DatasetFormat format, DatasetFilter filter);

    /**
     * Stops it, or deletes its archive.
     *
     * @throws dev.parley.core.problem.ParleyException in the Uni: DATASET_UNKNOWN, NOT_YOURS
     */
    Uni<DatasetData> remove(DatasetId id, SignedIn who, Actor by);
}
