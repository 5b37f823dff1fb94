package dev.parley.scheduler;

import dev.parley.contracts.PromptId;
import dev.parley.contracts.TurnId;
import dev.parley.core.turn.Placement;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.Turns;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What PostgreSQL would say of the turns. */
public final class FakeTurns implements Turns {
    private static final Comparator<Placement> IN_LINE = Comparator.comparing(Placement::priorityClass)
            .thenComparingLong(Placement::fairRound)
            .thenComparingLong(Placement::ticket);

    private final Map<TurnId, TurnData> waiting = new ConcurrentHashMap<>();

    public void wait(TurnData... turns) {
        for (TurnData turn : turns) {
            waiting.put(turn.id(), turn);
        }
    }

    public void gone(TurnId turn) {
        waiting.remove(turn);
    }

    public void clear() {
        waiting.clear();
    }

    @Override
    public Uni<Optional<TurnData>> find(TurnId id) {
        return Uni.createFrom().item(() -> Optional.ofNullable(waiting.get(id)));
    }

    @Override
    public Uni<List<TurnData>> waiting() {
        return Uni.createFrom()
                .item(() -> waiting.values().stream()
                        .sorted(Comparator.comparing(TurnData::placement, IN_LINE))
                        .toList());
    }

    @Override
    public Uni<List<TurnData>> findAll(Collection<TurnId> ids) {
        return Uni.createFrom()
                .item(() ->
                        ids.stream().map(waiting::get).filter(Objects::nonNull).toList());
    }

    @Override
    public Uni<List<TurnData>> waitingBehind(Optional<Placement> behind, int atMost) {
        return waiting()
                .map(all -> all.stream()
                        .filter(turn -> behind.map(place -> IN_LINE.compare(turn.placement(), place) > 0)
                                .orElse(true))
                        .limit(atMost)
                        .toList());
    }

    @Override
    public Uni<List<TurnData>> ofPrompt(PromptId prompt) {
        return waiting()
                .map(all -> all.stream()
                        .filter(turn -> turn.promptId().equals(prompt))
                        .toList());
    }

    @Override
    public Uni<List<TurnData>> due() {
        return Uni.createFrom().item(List.of());
    }

    @Override
    public Uni<Boolean> expire(TurnId id) {
        return Uni.createFrom().item(false);
    }

    @Override
    public Uni<Void> postpone(TurnId id, Instant until) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Integer> expire() {
        return Uni.createFrom().item(0);
    }

    @Override
    public Uni<Integer> expire(Instant now) {
        return Uni.createFrom().item(0);
    }

    @Override
    public Uni<Long> open() {
        return Uni.createFrom().item(() -> (long) waiting.size());
    }
}
