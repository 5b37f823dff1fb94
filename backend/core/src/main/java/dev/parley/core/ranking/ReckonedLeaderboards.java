package dev.parley.core.ranking;

import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import dev.parley.core.station.StationKind;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reckons a leaderboard when somebody asks for it and votes have come since, one at a time on a thread of its own. One that took
 * long is reckoned again behind the asker's back, who sees the last one until then.
 */
@ApplicationScoped
class ReckonedLeaderboards implements Leaderboards {
    private static final Logger LOG = Logger.getLogger(ReckonedLeaderboards.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int BOARDS =
            StationKind.values().length * Board.Pairs.values().length * Board.Crowd.values().length;

    private final BlindVoteRows rows;
    private final RankingConfig config;
    private final ReactiveBridge bridge;
    private final Clock clock;
    private final SharedReads<Board, Leaderboard> shared;
    private final Map<Board, Reckoned> reckoned = new ConcurrentHashMap<>();
    private final Set<Board> underWay = ConcurrentHashMap.newKeySet();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("leaderboards").daemon().factory());

    @Inject
    ReckonedLeaderboards(BlindVoteRows rows, RankingConfig config, ReactiveBridge bridge, Clock clock) {
        this.rows = rows;
        this.config = config;
        this.bridge = bridge;
        this.clock = clock;
        shared = new SharedReads<>(bridge, this::read, found -> config.lookEvery(), BOARDS, found -> 1);
    }

    /** @param mark of the votes it was made of */
    private record Reckoned(String mark, Leaderboard board, Duration took) {}

    @Override
    public Uni<Leaderboard> of(Board board) {
        return shared.get(board);
    }

    private Uni<Leaderboard> read(Board board) {
        return rows.mark().chain(mark -> {
            @Nullable Reckoned known = reckoned.get(board);
            if (known == null || !known.mark().equals(mark) && known.took().compareTo(PATIENCE) < 0) {
                return reckon(board, mark);
            }
            if (!known.mark().equals(mark) && underWay.add(board)) {
                bridge.onContext(() -> reckon(board, mark))
                        .onTermination()
                        .invoke(() -> underWay.remove(board))
                        .subscribe()
                        .with(
                                fresh -> LOG.debugf(
                                        "%s: %d votes", board, fresh.ranking().votes()),
                                failure -> LOG.errorf(failure, "the leaderboard %s could not be reckoned", board));
            }
            return Uni.createFrom().item(known.board());
        });
    }

    private Uni<Leaderboard> reckon(Board board, String mark) {
        return rows.others(board)
                .chain(others -> rows.told(board)
                        .chain(told -> rows.votes(board)
                                .chain(votes -> bridge.backHere(() -> Uni.createFrom()
                                        .item(() -> reckon(board, mark, votes, others, told))
                                        .runSubscriptionOn(thread)))));
    }

    private Leaderboard reckon(
            Board board, String mark, BlindVotes votes, BlindVoteRows.Others others, List<Told> told) {
        long begin = System.nanoTime();
        Ranking ranking = Ranking.of(votes.cast(), config.ridge(), config.rounds(), config.seed());
        Leaderboard made = new Leaderboard(
                board, votes.entrants(), ranking, others.voided(), others.open(), told, clock.instant());
        reckoned.put(board, new Reckoned(mark, made, Duration.ofNanos(System.nanoTime() - begin)));
        return made;
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
