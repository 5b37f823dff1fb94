package dev.parley.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.rig.Audit;
import dev.parley.platform.rig.Person;
import dev.parley.platform.rig.Rig;
import dev.parley.platform.rig.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A stop outlives everything: the station that it stops, the servers that know of it, Redis and PostgreSQL. */
@Tag("slow")
class StopIT {
    private static final int PEOPLE = 4;
    private static final int MEAN_PAUSE_MS = 2500;
    private static final long MORE_EPISODES = 20;
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);
    private static final Duration MORE_WITHIN = Duration.ofMinutes(2);
    private static final String ON = " FROM assignment a JOIN station s ON s.id = a.station_id WHERE s.name = ?";

    @Test
    void stoppedStationStaysStoppedWhateverIsKilledAfterwards() throws Exception {
        try (Rig rig = Rig.start("stop", Shape.of(2, 2))) {
            List<Person> people = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                people.add(new Person(rig.url(), Person.Wish.COUNT, MEAN_PAUSE_MS, new Random()));
            }
            Awaitility.await("an episode to stop")
                    .atMost(MORE_WITHIN)
                    .until(() ->
                            rig.database().number("SELECT count(*)" + ON + " AND a.state = 'LEASED'", "station-1") > 0);

            // As a replica records it that does not hold the station's session.
            rig.database()
                    .change(
                            "UPDATE station SET stop_id = 'stop-of-the-test', stop_note = 'smoke',"
                                    + " version = version + 1 WHERE name = ?",
                            "station-1");
            Awaitility.await("nothing runs there")
                    .atMost(STOPPED_WITHIN)
                    .until(() -> rig.database()
                                    .number(
                                            "SELECT count(*)" + ON + " AND a.state IN ('OFFERED', 'LEASED')",
                                            "station-1")
                            == 0);
            long last = rig.database().number("SELECT max(fence)" + ON, "station-1");
            for (String part : List.of("station-1", "server-1", "redis", "postgres")) {
                rig.kill(part, Duration.ofSeconds(1));
            }
            rig.awaitParts();
            rig.kill("server-2", Duration.ofSeconds(1));
            rig.awaitParts();
            rig.awaitStations();
            long others = rig.database().number("SELECT count(*)" + ON, "station-2");
            Awaitility.await("the other station goes on")
                    .atMost(MORE_WITHIN)
                    .until(() -> rig.database().number("SELECT count(*)" + ON, "station-2") > others + MORE_EPISODES);

            assertThat(rig.database().rows("SELECT stop_id FROM station WHERE name = ?", "station-1"))
                    .containsExactly("stop-of-the-test");
            assertThat(rig.database().rows("SELECT a.id, a.state" + ON + " AND a.fence > ?", "station-1", last))
                    .as("offers to the stopped station")
                    .isEmpty();
            for (Person person : people) {
                person.close();
            }
            Audit audit = new Audit(rig);
            audit.awaitSilence();
            assertThat(audit.violations(people))
                    .allMatch(violation -> violation.endsWith("ABORTED STOPPED_BY_STAFF"))
                    .hasSizeLessThanOrEqualTo(2);
        }
    }
}
