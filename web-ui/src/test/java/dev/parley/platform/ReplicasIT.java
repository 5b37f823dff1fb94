package dev.parley.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import dev.parley.platform.rig.Audit;
import dev.parley.platform.rig.EventTap;
import dev.parley.platform.rig.Observer;
import dev.parley.platform.rig.Person;
import dev.parley.platform.rig.Rig;
import dev.parley.platform.rig.Shape;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two replicas of every role at once, under load, and one of them gone. */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicasIT {
    private static final int PEOPLE = 6;
    private static final int MEAN_PAUSE_MS = 400;
    private static final long EPISODES = 150;
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration LOAD_WITHIN = Duration.ofMinutes(4);
    private static final Duration TAKEN_OVER_WITHIN = Duration.ofMinutes(1);
    private static final double SHOWN_WITHIN_MS = 240_000;

    private static final List<String> REPLICAS = List.of("server-1", "server-2");
    private static final String A_SESSION = "is online, session";
    private static final int ATTEMPTS = 20;

    private static final String NOT_HEARD_SINCE =
            "SELECT count(*) FROM station WHERE last_seen < ?::timestamptz + interval '3 s' OR connection = 'OFFLINE'";

    private static Rig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = Rig.start("replicas", Shape.of(2, 3));
        everyReplicaHasAStation();
    }

    /** Stations are balanced by connection, so all of them may have come to one replica: then one of them comes again. */
    private static void everyReplicaHasAStation() throws Exception {
        for (int attempt = 0; !everyReplicaHadASession(); attempt++) {
            assertThat(attempt).as("stations keep coming to one replica").isLessThan(ATTEMPTS);
            rig.kill("station-1", Duration.ZERO);
            rig.await("station-1");
        }
    }

    private static boolean everyReplicaHadASession() throws IOException {
        for (String replica : REPLICAS) {
            if (!rig.log(replica).contains(A_SESSION)) {
                return false;
            }
        }
        return true;
    }

    @AfterAll
    static void end() throws Exception {
        rig.close();
    }

    @Test
    @Order(1)
    void twoReplicasNeverShareASlotAndTellEveryChangeOnce() throws Exception {
        long before = rig.database().number("SELECT coalesce(max(sequence), 0) FROM event_outbox");
        List<Person> people = people();
        try (Observer observer = new Observer(rig.database());
                EventTap tap = new EventTap(rig.redis())) {
            Awaitility.await(EPISODES + " episodes")
                    .atMost(LOAD_WITHIN)
                    .until(() -> episodes("TERMINATED") >= EPISODES);
            for (String replica : REPLICAS) {
                assertThat(rig.log(replica)).as(replica).contains(A_SESSION);
            }
            Audit audit = silence(people);

            assertThat(audit.violations(people)).isEmpty();
            assertThat(observer.violations()).isEmpty();
            assertThat(observer.looks()).isGreaterThan(10);
            assertThat(observer.relays()).as("relays at a time").isEqualTo(Set.of(1L));
            assertThat(tap.twice()).as("events published twice").isEmpty();
            assertThat(
                            rig
                                    .database()
                                    .rows("SELECT sequence FROM event_outbox WHERE sequence > ?", before + 100)
                                    .stream()
                                    .filter(sequence -> !tap.heard(Long.parseLong(sequence))))
                    .as("events never published")
                    .isEmpty();
        }
    }

    @Test
    @Order(2)
    void killedReplicaLeavesStationsReadersAndPagesToTheOther() throws Exception {
        Visitor reader = new Visitor(rig.server(1));
        String prompt = reader.askFor("count", "synthetic-bench", "synthetic-counter");
        try (Browser browser = new Browser()) {
            Page page = browser.page();
            page.navigate(rig.stickyUrl().resolve("/asks/" + prompt).toString());
            page.waitForSelector("#outcome-badge", new Page.WaitForSelectorOptions().setTimeout(SHOWN_WITHIN_MS));
            List<Person> people = people();

            browser.rememberPage();
            rig.kill("server-1", LONG);
            String killedAt = rig.database().rows("SELECT now()").getFirst();

            Awaitility.await("every station heard by the other replica")
                    .atMost(TAKEN_OVER_WITHIN)
                    .until(() -> rig.database().number(NOT_HEARD_SINCE, killedAt) == 0);
            Visitor again = new Visitor(rig.url());
            JsonNode ended = again.await(
                    again.askFor("count", "synthetic-bench", "synthetic-counter"), ReplicasIT::completed, LONG);
            assertThat(ended.path("episodes")).isNotEmpty();
            assertThat(again.prompt(prompt).path("state").asText()).isEqualTo("COMPLETED");
            browser.waitUntilLoadedAgain(SHOWN_WITHIN_MS);
            page.click("a[href='explore'], a[href='/explore']");
            page.waitForSelector("#explore-count", new Page.WaitForSelectorOptions().setTimeout(SHOWN_WITHIN_MS));
            assertThat(rig.usable("server-1"))
                    .as("all this without the killed replica")
                    .isFalse();

            rig.bringBack("server-1");
            rig.await("server-1");
            assertThat(silence(people).violations(people)).isEmpty();
        }
    }

    private static boolean completed(JsonNode prompt) {
        return prompt.path("state").asText().equals("COMPLETED");
    }

    private static List<Person> people() throws InterruptedException {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            people.add(new Person(rig.url(), Person.Wish.COUNT, MEAN_PAUSE_MS, new Random()));
        }
        return people;
    }

    private static Audit silence(List<Person> people) throws Exception {
        for (Person person : people) {
            person.close();
        }
        Audit audit = new Audit(rig);
        audit.awaitSilence();
        return audit;
    }

    private static long episodes(String state) throws Exception {
        return rig.database().number("SELECT count(*) FROM episode WHERE state = ?", state);
    }
}
