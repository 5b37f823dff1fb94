package dev.parley.core.study;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.contracts.StudyId;
import dev.parley.core.analysis.allocation.PairDesk;
import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.reactive.ReactiveBridge;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Leads a planned study inside a caller's transaction: labels its open blocks, ends it when it is decided or over, and draws
 * as many new blocks as are to be on their way. Few are, so that what came of the last ones chooses the next.
 */
@ApplicationScoped
class BlockDesk {
    /** Blocks that wait or run at once; a verdict leaves no more than these behind. */
    static final int MOST_AHEAD = 8;

    private static final int MOST_KNOWN = 100;

    private final ReactiveBridge bridge;
    private final Cache<StudyId, Known> known = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterAccess(Duration.ofMinutes(1))
            .build();
    private final RandomGenerator random = new SecureRandom();

    /** The blocks of a study as they are with so many of them; thousands, at which every second is looked. */
    private record Known(BlockRows.Count count, List<StudyBlock> blocks, StudyWatch watch) {}

    @Inject
    BlockDesk(ReactiveBridge bridge) {
        this.bridge = bridge;
    }

    /**
     * @param room how many more items of it may wait
     * @return whether it goes on; true of a study without a plan
     */
    Uni<Boolean> lead(SqlConnection transaction, StudyId study, int room) {
        return PlanRows.find(transaction, study)
                .chain(planned -> planned.isEmpty()
                        ? Uni.createFrom().item(true)
                        : lead(transaction, study, planned.get(), room));
    }

    private Uni<Boolean> lead(SqlConnection transaction, StudyId study, PlannedStudy planned, int room) {
        return known(transaction, study, planned.plan())
                .chain(before -> BlockRows.labels(transaction, study, planned.plan())
                        .chain(labels -> {
                            List<StudyBlock> blocks = labelled(before.blocks(), labels);
                            List<StudyBlock> settled = blocks.stream()
                                    .filter(block -> block.state() != StudyBlock.State.OPEN
                                            && before.blocks()
                                                            .get(block.number())
                                                            .state()
                                                    == StudyBlock.State.OPEN)
                                    .toList();
                            Uni<StudyWatch> now = settled.isEmpty()
                                    ? Uni.createFrom().item(before.watch())
                                    : watch(planned.plan(), blocks);
                            return BlockRows.settle(transaction, study, settled)
                                    .chain(() -> now)
                                    .chain(watch -> goOn(
                                            transaction, study, planned, watch, blocks.size(), ahead(labels), room));
                        }));
    }

    /** As they are before this look; they are read again only once others were drawn or settled, by whichever replica. */
    private Uni<Known> known(SqlConnection transaction, StudyId study, StudyPlan plan) {
        return BlockRows.count(transaction, study).chain(count -> {
            Known before = known.getIfPresent(study);
            return before != null && before.count().equals(count)
                    ? Uni.createFrom().item(before)
                    : BlockRows.all(transaction, study)
                            .chain(blocks ->
                                    watch(plan, blocks).map(watch -> new Known(count, List.copyOf(blocks), watch)))
                            .invoke(now -> known.put(study, now));
        });
    }

    /** What thousands of blocks say takes longer than an event loop has. */
    private Uni<StudyWatch> watch(StudyPlan plan, List<StudyBlock> blocks) {
        return bridge.backHere(() -> Uni.createFrom()
                .item(() -> StudyWatch.of(plan, blocks))
                .runSubscriptionOn(Infrastructure.getDefaultExecutor()));
    }

    /** Blocks with an item that waits or runs, or has no place yet. */
    private static int ahead(List<BlockRows.Label> labels) {
        return (int) labels.stream()
                .filter(label ->
                        label.state() == StudyEpisode.State.WAITING || label.state() == StudyEpisode.State.RUNNING)
                .mapToInt(label -> label.item() / 2)
                .distinct()
                .count();
    }

    static List<StudyBlock> labelled(List<StudyBlock> blocks, List<BlockRows.Label> labels) {
        Map<Integer, BlockRows.Label> byItem = new HashMap<>();
        labels.forEach(label -> byItem.put(label.item(), label));
        List<StudyBlock> labelled = new ArrayList<>(blocks.size());
        for (StudyBlock block : blocks) {
            if (block.state() != StudyBlock.State.OPEN) {
                labelled.add(block);
                continue;
            }
            Optional<BlockRows.Label> one = Optional.ofNullable(byItem.get(block.item(false)));
            Optional<BlockRows.Label> other = Optional.ofNullable(byItem.get(block.item(true)));
            labelled.add(one.isPresent() && other.isPresent() ? labelled(block, one.get(), other.get()) : block);
        }
        return labelled;
    }

    /** Whether it is void is decided without looking at the other's outcome. */
    private static StudyBlock labelled(StudyBlock block, BlockRows.Label one, BlockRows.Label other) {
        StudyBlock.State state = isVoid(one) || isVoid(other)
                ? StudyBlock.State.VOID
                : judged(one) && judged(other) ? StudyBlock.State.JUDGED : StudyBlock.State.OPEN;
        boolean counts = state == StudyBlock.State.JUDGED;
        return new StudyBlock(
                block.number(),
                block.one(),
                block.other(),
                block.otherIsFirst(),
                block.propensity(),
                state,
                counts && one.result().filter("SUCCESS"::equals).isPresent(),
                counts && other.result().filter("SUCCESS"::equals).isPresent());
    }

    private static boolean isVoid(BlockRows.Label label) {
        return label.state() == StudyEpisode.State.LOST
                || label.state() == StudyEpisode.State.DONE
                        && label.result().filter("NOT_SCORED"::equals).isPresent();
    }

    private static boolean judged(BlockRows.Label label) {
        return label.state() == StudyEpisode.State.DONE && label.result().isPresent();
    }

    private Uni<Boolean> goOn(
            SqlConnection transaction,
            StudyId study,
            PlannedStudy planned,
            StudyWatch watch,
            int drawn,
            int ahead,
            int room) {
        StudyPlan plan = planned.plan();
        if (watch.better().isPresent()) {
            return PlanRows.decide(transaction, study, watch.better().get()).replaceWith(false);
        }
        int wanted = Math.min(plan.mostBlocks() - watch.judged() - watch.open(), plan.mostDrawn() - drawn);
        if (wanted <= 0 && watch.open() == 0) {
            return PlanRows.end(transaction, study, StudyState.COMPLETED).replaceWith(false);
        }
        int draw = Math.min(
                wanted, ahead == 0 ? Math.clamp(room / 2, 1, MOST_AHEAD) : Math.min(room / 2, MOST_AHEAD - ahead));
        return draw <= 0
                ? Uni.createFrom().item(true)
                : draw(transaction, study, planned, watch.counts(), drawn, draw).replaceWith(true);
    }

    private Uni<Void> draw(
            SqlConnection transaction, StudyId study, PlannedStudy planned, List<Counts> counts, int from, int number) {
        return pairs(planned.plan(), counts, number)
                .chain(pairs -> Multi.createFrom()
                        .range(0, number)
                        .onItem()
                        .transformToUniAndConcatenate(place ->
                                BlockRows.insert(transaction, study, planned, drawn(from + place, pairs.get(place))))
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }

    /** Of two policies there is one pair; of more, the chances take some milliseconds that no event loop has. */
    private Uni<List<PairDesk.Pair>> pairs(StudyPlan plan, List<Counts> counts, int number) {
        if (counts.size() == StudyPlan.LEAST_POLICIES) {
            return Uni.createFrom().item(Collections.nCopies(number, new PairDesk.Pair(0, 1, 1)));
        }
        PairDesk desk = new PairDesk(plan.evenShare());
        return bridge.backHere(() -> Uni.createFrom()
                .item(() -> desk.next(counts, number, random))
                .runSubscriptionOn(Infrastructure.getDefaultExecutor()));
    }

    private StudyBlock drawn(int number, PairDesk.Pair pair) {
        return new StudyBlock(
                number,
                pair.first(),
                pair.second(),
                random.nextBoolean(),
                Math.min(1, pair.propensity()),
                StudyBlock.State.OPEN,
                false,
                false);
    }
}
