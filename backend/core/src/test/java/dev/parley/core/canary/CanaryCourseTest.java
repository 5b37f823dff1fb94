package dev.parley.core.canary;

import static dev.parley.core.support.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.audit.Actor;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Outcome;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a station's days come to, and when they are worse than they were. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@WithTestResource(CanarySettings.class)
class CanaryCourseTest {
    @Inject
    Lab lab;

    @Inject
    Assignments assignments;

    @Inject
    Pool sql;

    @Inject
    CanaryRound round;

    @Inject
    CanaryDeeds deeds;

    @Inject
    CanaryRig rig;

    @BeforeEach
    void nothingElseIsDue() {
        rig.begin();
    }

    @Test
    void courseTellsEachDayWithItsIntervalAndCallsAFallByItsName() {
        Somebody admin = rig.admin();
        Instant due = rig.set(2);
        for (int day = 0; day < CanarySettings.BASELINE_DAYS; day++) {
            rig.day(due.plus(Duration.ofDays(day)), Outcome.Result.SUCCESS);
        }
        rig.look(admin)
                .body("verdict", equalTo("AS_USUAL"))
                .body("said", containsString("6 of 6 times (100%)"))
                .body("baseline.judged", equalTo(6))
                .body("days", hasSize(3))
                .body("days.baseline", equalTo(List.of(true, true, true)))
                .body("days[0].rate", equalTo(1f))
                .body("days[0].interval.low", equalTo(0.34238023f))
                .body("days[0].interval.high", equalTo(1f))
                .body("days[0].episodes", hasSize(2));
        double surely = rig.course().drift().surely();
        assertThat(surely).isCloseTo(Math.pow(0.025, 1.0 / 6), within(1e-6));

        rig.day(due.plus(Duration.ofDays(3)), Outcome.Result.FAILURE);
        rig.look(admin).body("verdict", equalTo("AS_USUAL"));
        rig.day(due.plus(Duration.ofDays(4)), Outcome.Result.FAILURE);
        rig.day(due.plus(Duration.ofDays(5)), Outcome.Result.FAILURE);
        await(round.feed(due.plus(Duration.ofDays(5)).plusSeconds(60)));

        rig.look(admin)
                .body("verdict", equalTo("WORSE"))
                .body("said", containsString("Worse than in its first 3 days"))
                .body("days[5].done", equalTo(0))
                .body("days[5].baseline", equalTo(false));
        admin.asks()
                .get("/api/v1/desk/canaries")
                .then()
                .body(
                        "find { it.station == '%s' }.verdict"
                                .formatted(rig.station().id()),
                        equalTo("WORSE"))
                .body(
                        "find { it.station == '%s' }.worseSince"
                                .formatted(rig.station().id()),
                        notNullValue());
        assertThat(told()).isEqualTo(1);
        await(round.feed(due.plus(Duration.ofDays(5)).plusSeconds(120)));
        assertThat(told()).as("once").isEqualTo(1);
        admin.asks()
                .get("/api/v1/audit?subject=" + rig.station().id())
                .then()
                .body("entries.action", hasItems("station.canary-set", "station.canary-worse"));
        admin.asks()
                .get("/api/v1/desk/stations/" + rig.station().id() + "/history")
                .then()
                .body("what", hasItems("CANARY_SET", "CANARY_WORSE"));

        rig.post(admin.asks(), "/baseline").statusCode(200);
        await(deeds.startAnew(
                rig.station().id(),
                Actor.platform(),
                "it got a new gripper",
                due.plus(Duration.ofDays(5)).plusSeconds(180)));
        rig.look(admin)
                .body("verdict", equalTo("LEARNING"))
                .body("said", containsString("0 of 3 days"))
                .body("baseline", nullValue())
                .body("days", hasSize(6));
        admin.asks()
                .get("/api/v1/desk/stations/" + rig.station().id() + "/history")
                .then()
                .body("what", hasItem("CANARY_ANEW"));
    }

    /** Were only the last year read, "usual" would be found in other days each day, and a slow fall in none of them. */
    @Test
    void whatIsUsualIsFoundInTheFirstDaysHoweverLongAgoTheyWere() {
        Instant longAgo = Instant.now().minus(Duration.ofDays(500));
        LocalTime at = LocalTime.ofInstant(longAgo, ZoneId.of("UTC")).truncatedTo(ChronoUnit.MINUTES);
        CanaryPlan plan = rig.plan(2, at, ZoneId.of("UTC"));
        await(deeds.set(rig.station().id(), plan, Actor.platform(), "for a test", longAgo));
        Instant due = rig.course().canary().dueAt();
        for (int day = 0; day < CanarySettings.BASELINE_DAYS; day++) {
            rig.day(due.plus(Duration.ofDays(day)), Outcome.Result.SUCCESS);
        }

        assertThat(rig.course().drift().verdict()).isEqualTo(CanaryDrift.Verdict.AS_USUAL);
        assertThat(rig.course().days()).hasSize(CanarySettings.BASELINE_DAYS);
        assertThat(rig.course().drift().baseline().successes()).isEqualTo(6);
    }

    @Test
    void whatIsNotThePolicysIsShownBesideAndCountsNowhere() {
        Somebody admin = rig.admin();
        Instant due = rig.set(4);
        await(round.feed(due));
        List<PromptData> waiting = rig.waiting();
        rig.run(waiting.get(0).turns().getFirst(), Outcome.Result.SUCCESS);
        AssignmentData broken = lab.lease(waiting.get(1), rig.station());
        lab.advance(broken, 1, EpisodeState.RESETTING);
        lab.advance(broken, 2, EpisodeState.ABORTED);
        await(assignments.release(broken.id(), broken.fence()));
        rig.run(waiting.get(2).turns().getFirst(), Outcome.Result.NOT_SCORED);

        rig.look(admin)
                .body("days[0].judged", equalTo(1))
                .body("days[0].done", equalTo(1))
                .body("days[0].leftOut", equalTo(1))
                .body("days[0].unjudged", equalTo(1))
                .body("days[0].open", equalTo(1))
                .body("verdict", equalTo("LEARNING"));
    }

    @Test
    void dayThatWaitsForAJudgementIsNotSettledWithAnother() {
        Instant due = rig.set(1);
        rig.day(due.plus(Duration.ofHours(5)), Outcome.Result.NOT_SCORED);
        rig.day(due.plus(CanaryRig.DAY), Outcome.Result.SUCCESS);
        assertThat(settled()).containsExactly(false, true);

        // A day after it was put in line nobody is waited for any more.
        await(round.feed(due.plus(CanaryRig.DAY).plus(Duration.ofHours(6))));
        assertThat(settled()).containsExactly(true, true);
    }

    private List<Boolean> settled() {
        List<Boolean> settled = new ArrayList<>();
        await(sql.preparedQuery("SELECT d.settled_at IS NOT NULL FROM canary_day d JOIN canary c ON c.id = d.canary_id"
                                + " WHERE c.station_id = $1 ORDER BY d.day")
                        .execute(Tuple.of(rig.station().id().value())))
                .forEach(row -> settled.add(row.getBoolean(0)));
        return settled;
    }

    private long told() {
        return await(sql.preparedQuery(
                                "SELECT count(*) FROM event_outbox WHERE aggregate_id = $1 AND kind = 'station.canary-worse'")
                        .execute(Tuple.of(rig.station().id().value())))
                .iterator()
                .next()
                .getLong(0);
    }
}
