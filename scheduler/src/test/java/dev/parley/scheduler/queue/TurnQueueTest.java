package dev.parley.scheduler.queue;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.turn.Placement;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import dev.parley.scheduler.TestTurns;
import dev.parley.testing.EmbeddedServices;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnQueueTest {
    private static final QueueFixture fixture = new QueueFixture();

    private final TurnQueue queue = fixture.replica();
    private final StationId station = StationId.random();

    @AfterEach
    void startAnew() {
        fixture.reset();
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void turnsAreServedByRoundThenTicketWhateverTheOrderTheyCameIn() {
        TurnData third = TestTurns.waiting(10, 1);
        TurnData second = TestTurns.waiting(2, 9);
        TurnData first = TestTurns.waiting(2, 8);
        put(third, second, first);
        assertThat(serveAll()).containsExactly(first.id(), second.id(), third.id());
    }

    @Test
    void aFlushInMidFlightKeepsTheOrder() {
        List<TurnData> turns = hundred();
        List<TurnId> served = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            if (i % 30 == 10) {
                fixture.flush();
            }
            serve().ifPresent(served::add);
        }
        assertThat(served)
                .containsExactlyElementsOf(turns.stream().map(TurnData::id).toList());
    }

    @Test
    void aRedisThatCameBackEmptyIsFilledAgainAndWhileItIsAwayEveryCallSaysSo() {
        TurnData turn = TestTurns.waiting(1, 1);
        put(turn);
        EmbeddedServices.redis().stop();
        try {
            assertThatThrownBy(queue::requirements).isInstanceOf(RedisException.class);
        } finally {
            EmbeddedServices.redis().restart();
        }
        // The connection mends itself in its own time: a fresh replica needs none.
        TurnQueue fresh = fixture.replica();
        assertThat(fresh.pick(station, List.of(Requirement.of(turn))))
                .map(picked -> picked.entry().turn())
                .contains(turn.id());
    }

    @Test
    void anIndexOfAnOlderGenerationIsNotBelieved() {
        TurnData known = TestTurns.waiting(1, 1);
        put(known);
        long before = generation();
        fixture.turns.wait(TestTurns.waiting(1, 2));
        fixture.set(QueueIndex.GENERATION_KEY, Long.toString(before - 1));
        assertThat(serveAll()).hasSize(2);
        assertThat(generation()).isGreaterThan(before);
    }

    @Test
    void anotherReplicasRebuildIsTakenOverWithoutASecondOne() {
        put(TestTurns.waiting(1, 1));
        fixture.flush();
        TurnQueue other = fixture.replica();
        assertThat(other.requirements()).hasSize(1);
        long rebuilt = generation();
        assertThat(queue.requirements()).hasSize(1);
        assertThat(generation()).isEqualTo(rebuilt);
    }

    @Test
    void twoReplicasAtOnceNeverPickTheSameTurn() throws Exception {
        hundred();
        TurnQueue other = fixture.replica();
        Set<TurnId> picked = ConcurrentHashMap.newKeySet();
        List<CompletableFuture<Integer>> loops = List.of(pickAll(queue, picked), pickAll(other, picked));
        int total = 0;
        for (CompletableFuture<Integer> loop : loops) {
            total += loop.get(30, TimeUnit.SECONDS);
        }
        assertThat(total).isEqualTo(100);
        assertThat(picked).hasSize(100);
    }

    @Test
    void aPickOfAReplicaThatDiedIsFreeAgainAfterAFewSeconds() {
        TurnData turn = TestTurns.waiting(1, 1);
        put(turn);
        assertThat(pick(station)).isPresent();
        assertThat(pick(StationId.random())).isEmpty();
        fixture.clock.advance(Duration.ofSeconds(6));
        assertThat(pick(StationId.random())).isPresent();
    }

    @Test
    void aClockThatIsSetBackAnHourKeepsNoTurnForAnHour() {
        put(TestTurns.waiting(1, 1));
        assertThat(pick(station)).isPresent();
        fixture.clock.advance(Duration.ofHours(-1));
        assertThat(pick(station)).isPresent();
        fixture.clock.advance(Duration.ofHours(1));
        assertThat(pick(station)).isPresent();
    }

    @Test
    void aStationThatDeclinedIsNotAskedAgainForAWhileButAnotherIsAtOnce() {
        TurnData turn = TestTurns.waiting(1, 1);
        put(turn);
        queue.drop(List.of(pick(station).orElseThrow()));
        put(turn);
        assertThat(pick(station)).isEmpty();
        Picked elsewhere = pick(StationId.random()).orElseThrow();
        queue.putBack(List.of(elsewhere));
        fixture.clock.advance(Duration.ofSeconds(11));
        assertThat(pick(station)).isPresent();
    }

    @Test
    void aPickThatBecameNoOfferMayBePickedAgainAtOnce() {
        put(TestTurns.waiting(1, 1));
        queue.putBack(List.of(pick(station).orElseThrow()));
        assertThat(pick(station)).isPresent();
    }

    @Test
    void aTurnThatComesBackStandsWhereItStood() {
        List<TurnData> turns = hundred();
        Picked first = pick(station).orElseThrow();
        queue.drop(List.of(first));
        serve();
        queue.put(List.of(QueueEntry.of(turns.getFirst())));
        fixture.clock.advance(Duration.ofMinutes(1));
        assertThat(serve()).contains(turns.getFirst().id());
    }

    @Test
    void aTurnForAnotherStationOrSceneIsPassedOver() {
        TurnData pinned =
                TestTurns.waiting(PriorityClass.PUBLIC, 0, 1, TestTurns.SCENE, Optional.of(StationId.random()));
        TurnData elsewhere = TestTurns.waiting(PriorityClass.PUBLIC, 0, 2, "kitchen", Optional.empty());
        TurnData fits = TestTurns.waiting(5, 3);
        put(pinned, elsewhere, fits);
        assertThat(queue.pick(station, List.of(Requirement.of(fits))))
                .map(picked -> picked.entry().turn())
                .contains(fits.id());
        assertThat(queue.requirements())
                .containsExactlyInAnyOrder(Requirement.of(pinned), Requirement.of(elsewhere), Requirement.of(fits));
    }

    @Test
    void classesGetTheirSharesWhileAllHaveTurnsWaiting() {
        fillClasses(100, PriorityClass.values());
        assertThat(serveByClass(100))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(PriorityClass.PUBLIC, 50, PriorityClass.STUDY, 40, PriorityClass.LAB, 10));
    }

    @Test
    void aShareThatNobodyUsesIsLent() {
        fillClasses(90, PriorityClass.PUBLIC, PriorityClass.LAB);
        Map<PriorityClass, Integer> served = serveByClass(60);
        assertThat(served.get(PriorityClass.PUBLIC)).isEqualTo(50);
        assertThat(served.get(PriorityClass.LAB)).isEqualTo(10);
        assertThat(serveByClass(100).values().stream().mapToInt(i -> i).sum()).isEqualTo(100);
    }

    @Test
    void manySlotsInOneCallGetWhatTheyWouldGetOneAfterTheOther() {
        fillClasses(60, PriorityClass.values());
        List<Requirement> waiting = List.copyOf(queue.requirements());
        StationId other = StationId.random();
        List<Picked> single = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            single.add(pick(station).orElseThrow());
        }
        for (int i = 0; i < 20; i++) {
            single.add(pick(other).orElseThrow());
        }
        fixture.flush();
        List<Picked> together = queue.pick(List.of(new Vacancy(station, 20, waiting), new Vacancy(other, 20, waiting)));
        assertThat(together).containsExactlyElementsOf(single);
        queue.putBack(together);
        assertThat(queue.pick(List.of(new Vacancy(station, 20, waiting)))).hasSize(20);
    }

    @Test
    void aStationWithMoreSlotsThanTurnsWaitGetsThemAll() {
        TurnData one = TestTurns.waiting(1, 1);
        TurnData two = TestTurns.waiting(1, 2);
        put(one, two);
        List<Picked> picked = queue.pick(List.of(new Vacancy(station, 8, List.copyOf(queue.requirements()))));
        assertThat(picked).extracting(each -> each.entry().turn()).containsExactly(one.id(), two.id());
        queue.drop(picked);
        assertThat(queue.requirements()).isEmpty();
    }

    @Test
    void onAFullDayOnlyWhatTheLabItselfAsksIsPicked() {
        fillClasses(3, PriorityClass.values());
        List<Requirement> waiting = List.copyOf(queue.requirements());
        List<Picked> picked = queue.pick(List.of(new Vacancy(station, 8, List.of(), waiting)));
        assertThat(picked)
                .hasSize(3)
                .allSatisfy(each ->
                        assertThat(each.entry().placement().priorityClass()).isEqualTo(PriorityClass.LAB));
        assertThat(waiting)
                .containsAll(
                        picked.stream().map(each -> each.entry().requirement()).toList());
        queue.putBack(picked);
        assertThat(queue.pick(List.of(new Vacancy(station, 8, waiting)))).hasSize(8);
    }

    @Test
    void cancelledTurnsAreNeverPickedAgain() {
        TurnData cancelled = TestTurns.waiting(1, 1);
        TurnData stays = TestTurns.waiting(1, 2);
        put(cancelled, stays);
        queue.remove(List.of(cancelled.id()));
        assertThat(serveAll()).containsExactly(stays.id());
        assertThat(queue.requirements()).isEmpty();
    }

    @Test
    void aMovedTurnIsServedAtItsNewPlace() {
        TurnData first = TestTurns.waiting(1, 1);
        TurnData second = TestTurns.waiting(2, 2);
        put(first, second);
        queue.move(Map.of(
                first.id(), new Placement(PriorityClass.PUBLIC, 3, 1),
                TurnId.random(), new Placement(PriorityClass.PUBLIC, 0, 4)));
        assertThat(serveAll()).containsExactly(second.id(), first.id());
    }

    @Test
    void reconcilingAddsWhatIsMissingAndNamesWhatIsTooMuch() {
        TurnData gone = TestTurns.waiting(1, 1);
        TurnData lostEvent = TestTurns.waiting(1, 2);
        put(gone);
        fixture.turns.wait(lostEvent);
        fixture.turns.gone(gone.id());
        List<TurnId> surplus = queue.reconcile();
        assertThat(surplus).containsExactly(gone.id());
        assertThat(serveAll()).containsExactly(gone.id(), lostEvent.id());
    }

    @Test
    void aPositionThatGrowsKeepsSayingWhyUntilItIsTheBestAgain() {
        TurnId turn = TurnId.random();
        assertThat(queue.show(turn, 4, "unused")).isEmpty();
        assertThat(queue.show(turn, 3, "unused")).isEmpty();
        assertThat(queue.show(turn, 5, "a turn came back")).contains("a turn came back");
        assertThat(queue.show(turn, 5, "other")).contains("a turn came back");
        assertThat(queue.show(turn, 4, "other")).contains("a turn came back");
        assertThat(queue.show(turn, 6, "a study began")).contains("a study began");
        assertThat(queue.show(turn, 3, "other")).isEmpty();
    }

    private long generation() {
        return Long.parseLong(requireNonNull(fixture.get(QueueIndex.GENERATION_KEY)));
    }

    private List<TurnData> hundred() {
        List<TurnData> turns = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            turns.add(TestTurns.waiting(i / 3, i));
        }
        put(turns.toArray(TurnData[]::new));
        return turns;
    }

    private void fillClasses(int each, PriorityClass... classes) {
        List<TurnData> turns = new ArrayList<>();
        for (PriorityClass priorityClass : classes) {
            for (int i = 0; i < each; i++) {
                turns.add(TestTurns.waiting(priorityClass, i, turns.size()));
            }
        }
        put(turns.toArray(TurnData[]::new));
    }

    private Map<PriorityClass, Integer> serveByClass(int turns) {
        Map<PriorityClass, Integer> served = new EnumMap<>(PriorityClass.class);
        for (int i = 0; i < turns; i++) {
            Optional<Picked> picked = pick(station);
            picked.ifPresent(each -> {
                served.merge(each.entry().placement().priorityClass(), 1, Integer::sum);
                queue.drop(List.of(each));
                fixture.turns.gone(each.entry().turn());
            });
        }
        return served;
    }

    private void put(TurnData... turns) {
        fixture.turns.wait(turns);
        queue.put(List.of(turns).stream().map(QueueEntry::of).toList());
    }

    private Optional<Picked> pick(StationId by) {
        return queue.pick(by, queue.requirements());
    }

    private Optional<TurnId> serve() {
        Optional<Picked> picked = pick(station);
        picked.ifPresent(each -> {
            fixture.turns.gone(each.entry().turn());
            queue.drop(List.of(each));
        });
        return picked.map(each -> each.entry().turn());
    }

    private List<TurnId> serveAll() {
        List<TurnId> served = new ArrayList<>();
        for (Optional<TurnId> next = serve(); next.isPresent(); next = serve()) {
            served.add(next.get());
        }
        return served;
    }

    private static CompletableFuture<Integer> pickAll(TurnQueue replica, Set<TurnId> picked) {
        StationId own = StationId.random();
        CompletableFuture<Integer> done = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                int count = 0;
                List<Requirement> requirements = List.copyOf(replica.requirements());
                for (Optional<Picked> next = replica.pick(own, requirements);
                        next.isPresent();
                        next = replica.pick(own, requirements)) {
                    picked.add(next.get().entry().turn());
                    count++;
                }
                done.complete(count);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }
}
