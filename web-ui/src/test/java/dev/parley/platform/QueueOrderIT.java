package dev.parley.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.rig.Audit;
import dev.parley.platform.rig.QueueIndex;
import dev.parley.platform.rig.Rig;
import dev.parley.platform.rig.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Redis only repeats what PostgreSQL knows: emptied or killed, it gets the same order again. */
@Tag("slow")
class QueueOrderIT {
    private static final int PEOPLE = 4;
    private static final int ASKS_EACH = 4;
    private static final int SLOTS = 2;
    private static final int REPLICAS = 2;
    private static final Duration REBUILT_WITHIN = Duration.ofMinutes(1);
    private static final Duration UNTIL_CALLED = Duration.ofHours(1);

    /** The turns in the order in which they were offered first. */
    private static final String OFFERED = """
            SELECT turn_id FROM (SELECT turn_id, min(fence) AS first FROM assignment GROUP BY turn_id) AS offers
            ORDER BY first""";

    @Test
    void orderOfTheQueueSurvivesFlushallAndTheKillOfRedis() throws Exception {
        try (Rig rig = Rig.start("queue-order", Shape.of(2, 1))) {
            rig.kill("station-1", UNTIL_CALLED);
            for (int person = 0; person < PEOPLE; person++) {
                Visitor visitor = new Visitor(rig.url());
                for (int i = 0; i < ASKS_EACH; i++) {
                    visitor.askFor("count", "synthetic-bench", "synthetic-counter");
                }
            }
            List<List<String>> before = awaitLines(rig);
            List<String> order = turns(before);
            assertThat(order).hasSize(PEOPLE * ASKS_EACH);

            rig.flushRedis();
            assertThat(awaitLines(rig)).isEqualTo(before);

            rig.kill("redis", Duration.ofSeconds(1));
            rig.await("redis");
            assertThat(awaitLines(rig)).isEqualTo(before);

            rig.bringBack("station-1");
            Audit audit = new Audit(rig);
            audit.awaitSilence();
            List<String> offered = rig.database().rows(OFFERED);
            assertThat(offered).hasSameSizeAs(order);
            for (String turn : order) {
                // Both replicas may take a turn for each free slot at the same moment. Who loses the race for a slot
                // puts
                // its turn back, and is passed meanwhile by what the other has in hand.
                assertThat(offered.indexOf(turn)).isCloseTo(order.indexOf(turn), Offset.offset(SLOTS * REPLICAS));
            }
            // As a whole the order holds: of turns in no order, each would be five places off.
            assertThat(order.stream()
                            .mapToInt(turn -> Math.abs(offered.indexOf(turn) - order.indexOf(turn)))
                            .sum())
                    .isLessThan(SLOTS * order.size());
            assertThat(audit.violations(List.of())).isEmpty();
        }
    }

    /** Everybody's turns, once all of them are there. */
    private static List<List<String>> awaitLines(Rig rig) {
        return Awaitility.await("the queue in Redis")
                .atMost(REBUILT_WITHIN)
                .ignoreExceptions()
                .until(
                        () -> QueueIndex.lines(rig.redis()),
                        lines -> turns(lines).size() == PEOPLE * ASKS_EACH);
    }

    private static List<String> turns(List<List<String>> lines) {
        List<String> turns = new ArrayList<>();
        lines.forEach(
                line -> line.forEach(entry -> turns.add(QueueIndex.turn(entry).toString())));
        return turns;
    }
}
