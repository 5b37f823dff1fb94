package dev.parley.core.dataset;

import dev.parley.core.account.Author;
import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.Deed;
import dev.parley.core.limit.Limit;
import dev.parley.core.limit.Limits;
import dev.parley.core.person.Action;
import dev.parley.core.person.Permissions;
import dev.parley.core.person.SignedIn;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Data sets in PostgreSQL; {@link DatasetLoop} has them written. */
@ApplicationScoped
class StoredDatasets implements Datasets {
    private static final Duration FRESH = Duration.ofSeconds(20);
    private static final int MOST_ESTIMATES = 500;

    private static final String INSERT = """
            INSERT INTO dataset (id, format, filter, made_by, state, as_of, created_at)
            VALUES (:id, :format, :filter, :maker, 'QUEUED', clock_timestamp(), clock_timestamp())
            ON CONFLICT (made_by) WHERE state IN ('QUEUED', 'RUNNING') DO NOTHING""";

    private final Transactions transactions;
    private final DatasetRows rows;
    private final Limits limits;
    private final Audit audit;
    private final DatasetConfig config;
    private final Candidates candidates;
    private final Clock clock;
    private final SharedReads<Wanted, Estimate> estimates;

    private record Wanted(DatasetFormat format, DatasetFilter filter) {}

    @Inject
    StoredDatasets(
            Transactions transactions,
            DatasetRows rows,
            Limits limits,
            Audit audit,
            DatasetConfig config,
            Candidates candidates,
            Clock clock,
            ReactiveBridge bridge) {
        this.transactions = transactions;
        this.rows = rows;
        this.limits = limits;
        this.audit = audit;
        this.config = config;
        this.candidates = candidates;
        this.clock = clock;
        estimates = new SharedReads<>(
                bridge,
                wanted -> candidates.count(wanted.format(), wanted.filter(), clock.instant()),
                found -> FRESH,
                MOST_ESTIMATES,
                found -> 1);
    }

    @Override
    public Uni<DatasetData> request(DatasetFormat format, DatasetFilter filter, SignedIn maker, Actor by) {
        DatasetId id = DatasetId.random();
        return rows.hasOpen(maker.id())
                .invoke(busy -> {
                    if (busy) {
                        throw anotherOne();
                    }
                })
                .chain(() -> candidates.count(format, filter, clock.instant()))
                .invoke(estimate -> requireFit(format, estimate))
                .call(estimate -> requireRoom(maker, estimate))
                // Only what will be written counts: whoever is told why not may ask again.
                .call(() -> limits.take(Limit.DATASETS, new Author(maker.author(), by.network())))
                .chain(() -> transactions.write(session -> session.createNativeQuery(INSERT)
                        .setParameter("id", id.value())
                        .setParameter("format", format.name())
                        .setParameter("filter", rows.written(filter))
                        .setParameter("maker", maker.id().value())
                        .executeUpdate()
                        .invoke(inserted -> {
                            if (inserted == 0) {
                                throw anotherOne();
                            }
                        })
                        .chain(() -> audit.record(
                                session, by, deed("dataset.requested", id, Map.of("format", format.wireName()))))))
                .chain(() -> rows.find(id))
                .map(Optional::orElseThrow);
    }

    private void requireFit(DatasetFormat format, Estimate estimate) {
        int most = format.forTraining() ? config.mostEpisodes() : config.mostRows();
        if (estimate.taken() == 0) {
            throw new ParleyException(
                    ErrorCode.DATASET_EMPTY,
                    estimate.matching() == 0
                            ? "No episode that has ended fits this filter."
                            : "Of %d episodes that fit none may go into it: of %d the asker did not agree to training, %d belong to families that are kept for testing or to none yet, %d have no steps or video, or ended for a reason that is not the policy's."
                                    .formatted(
                                            estimate.matching(),
                                            estimate.notAgreed(),
                                            estimate.heldOut(),
                                            estimate.unfinished()));
        }
        if (estimate.taken() > most) {
            throw new ParleyException(
                    ErrorCode.DATASET_TOO_LARGE,
                    "%d episodes fit; at most %d go into one. Ask for a scene, a policy or a shorter time."
                            .formatted(estimate.taken(), most));
        }
        long largest = config.largest().asLongValue();
        if (estimate.bytes() > largest) {
            throw new ParleyException(
                    ErrorCode.DATASET_TOO_LARGE,
                    "It would have about %d MB; at most %d MB go into one. Ask for a scene, a policy or a shorter time."
                            .formatted(estimate.bytes() / 1_000_000, largest / 1_000_000));
        }
    }

    private Uni<Void> requireRoom(SignedIn maker, Estimate estimate) {
        long most = config.largestOfEach().asLongValue();
        return rows.keptBy(maker.id())
                .invoke(kept -> {
                    if (kept + estimate.bytes() > most) {
                        throw new ParleyException(
                                ErrorCode.DATASET_TOO_LARGE,
                                "Your data sets here have %d MB and this one would have about %d MB; at most %d MB are kept for one person. Take one of them away first."
                                        .formatted(kept / 1_000_000, estimate.bytes() / 1_000_000, most / 1_000_000));
                    }
                })
                .replaceWithVoid();
    }

    private static ParleyException anotherOne() {
        return new ParleyException(
                ErrorCode.DATASET_RUNNING,
                "You have a data set under way. Wait until it is ready, or stop it with DELETE: one at a time.");
    }

    @Override
    public Uni<Optional<DatasetData>> find(DatasetId id) {
        return rows.find(id);
    }

    @Override
    public Uni<List<DatasetData>> list(Optional<SignedIn> reader, OptionalLong before, int atMost) {
        return rows.list(reader.map(SignedIn::id).orElse(null), before, atMost);
    }

    @Override
    public Uni<Void> fetched(DatasetId id) {
        return rows.fetched(id);
    }

    @Override
    public Uni<Optional<String>> manifest(DatasetId id) {
        return rows.manifest(id);
    }

    @Override
    public Uni<Estimate> estimate(DatasetFormat format, DatasetFilter filter) {
        return estimates.get(new Wanted(format, filter));
    }

    @Override
    public Uni<DatasetData> remove(DatasetId id, SignedIn who, Actor by) {
        return rows.find(id)
                .map(found -> found.orElseThrow(
                        () -> new ParleyException(ErrorCode.DATASET_UNKNOWN, "There is no data set %s.".formatted(id))))
                .invoke(found -> {
                    if (!found.maker().equals(who.id())
                            && !Permissions.may(Optional.of(who), Action.REMOVE_ANY_DATASET)) {
                        throw new ParleyException(
                                ErrorCode.NOT_YOURS,
                                "Only whoever made a data set, or a platform admin, takes it away.");
                    }
                })
                .chain(found -> rows.cancel(id)
                        .call(cancelled -> cancelled.isPresent()
                                ? audit.record(by, deed("dataset.removed", id, Map.of()))
                                : Uni.createFrom().voidItem())
                        .map(cancelled -> cancelled.orElse(found)));
    }

    private static Deed deed(String action, DatasetId id, Map<String, String> details) {
        return new Deed(action, "dataset", id.toString(), Optional.empty(), "", details);
    }
}
