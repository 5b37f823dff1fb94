package dev.parley.core.study;

import dev.parley.contracts.StudyId;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * What the blocks of planned studies say now. All of them are read and reckoned once for everybody, and anew once one was drawn or settled;
 * whoever looks in between costs two looks into an index.
 */
@ApplicationScoped
class StudyWatches {
    private static final Duration KEPT = Duration.ofMinutes(10);

    /** Steps of all studies that are kept, some tens of bytes each. */
    private static final long MOST_STEPS = 100_000;

    private final Pool postgres;
    private final ReactiveBridge bridge;
    private final SharedReads<Seen, StudyWatch> watches;

    /** A study as it is with so many blocks: what it was then it never is again. */
    private record Seen(StudyId study, StudyPlan plan, BlockRows.Count count) {}

    @Inject
    StudyWatches(Pool postgres, ReactiveBridge bridge) {
        this.postgres = postgres;
        this.bridge = bridge;
        watches = new SharedReads<>(
                bridge,
                this::read,
                found -> KEPT,
                MOST_STEPS,
                found -> 1 + found.steps().size());
    }

    Uni<StudyWatch> of(StudyId study, StudyPlan plan) {
        return BlockRows.count(postgres, study).chain(count -> watches.get(new Seen(study, plan, count)));
    }

    /** Thousands of blocks take longer than an event loop has. */
    private Uni<StudyWatch> read(Seen seen) {
        return BlockRows.all(postgres, seen.study())
                .chain(found -> bridge.backHere(() -> Uni.createFrom()
                        .item(() -> StudyWatch.of(seen.plan(), found))
                        .runSubscriptionOn(Infrastructure.getDefaultExecutor())));
    }
}
