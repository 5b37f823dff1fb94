package dev.parley.scheduler.wait;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.StationId;
import dev.parley.contracts.TurnId;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import dev.parley.scheduler.TestTurns;
import dev.parley.scheduler.queue.ClassShares;
import dev.parley.scheduler.queue.Picked;
import dev.parley.scheduler.queue.QueueEntry;
import dev.parley.scheduler.queue.QueueFixture;
import dev.parley.scheduler.queue.TurnQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClassOrderTest {
    @Test
    void theOrderThatPeopleAreShownIsTheOrderInWhichTheScriptPicks() {
        SplittableRandom random = new SplittableRandom(3);
        try (QueueFixture fixture = new QueueFixture()) {
            for (int trial = 0; trial < 10; trial++) {
                fixture.reset();
                List<QueueEntry> waiting = mixed(random, fixture);
                assertThat(picks(fixture.replica()))
                        .as("trial %d", trial)
                        .containsExactlyElementsOf(ClassOrder.of(waiting, new ClassShares(50, 40, 10)).stream()
                                .map(QueueEntry::turn)
                                .toList());
            }
        }
    }

    private static List<QueueEntry> mixed(SplittableRandom random, QueueFixture fixture) {
        List<QueueEntry> waiting = new ArrayList<>();
        int turns = random.nextInt(1, 60);
        for (int ticket = 0; ticket < turns; ticket++) {
            PriorityClass priorityClass = PriorityClass.values()[random.nextInt(3)];
            TurnData turn = TestTurns.waiting(priorityClass, random.nextInt(20), ticket);
            fixture.turns.wait(turn);
            waiting.add(QueueEntry.of(turn));
        }
        return waiting;
    }

    private static List<TurnId> picks(TurnQueue queue) {
        List<TurnId> picked = new ArrayList<>();
        StationId station = StationId.random();
        for (Optional<Picked> next = queue.pick(station, queue.requirements());
                next.isPresent();
                next = queue.pick(station, queue.requirements())) {
            picked.add(next.get().entry().turn());
            queue.drop(List.of(next.get()));
        }
        return picked;
    }
}
