package dev.parley.core.canary;

import static dev.parley.core.canary.CanaryRig.DAY;
import static dev.parley.core.canary.CanaryRig.SENTENCE;
import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.audit.Actor;
import dev.parley.core.episode.Outcome;
import dev.parley.core.station.StationPolicies;
import dev.parley.core.support.Lab;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same asked of a station day by day, on a real database. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@WithTestResource(CanarySettings.class)
class CanaryDaysTest {
    @Inject
    Lab lab;

    @Inject
    Canaries canaries;

    @Inject
    StationPolicies policies;

    @Inject
    Pool sql;

    @Inject
    CanaryRound round;

    @Inject
    CanaryRig rig;

    @BeforeEach
    void nothingElseIsDue() {
        rig.begin();
    }

    @Test
    void eachDayIsPutInLineOnceHoweverManyLookAndDie() {
        Instant due = rig.set(2);
        assertThat(await(round.feed(due.minusSeconds(1)))).isZero();
        Integer all = await(Uni.join().all(feeds(due, 6)).andFailFast()).stream()
                .mapToInt(Integer::intValue)
                .sum();
        assertThat(all).isEqualTo(2);
        assertThat(turns()).isEqualTo(2);
        // As after a kill between the commit and whatever came next.
        await(sql.preparedQuery("UPDATE canary SET due_at = $2 WHERE station_id = $1 AND ended_at IS NULL")
                .execute(Tuple.of(rig.station().id().value(), due.atOffset(ZoneOffset.UTC))));
        assertThat(await(round.feed(due.plusSeconds(60)))).isZero();
        assertThat(turns()).isEqualTo(2);
        assertThat(await(round.feed(due.plus(DAY)))).isEqualTo(2);
        assertThat(turns()).isEqualTo(4);
    }

    @Test
    void dayThatWasSleptThroughIsLeftOutAndOneThatIsALittleLateIsNot() {
        Instant due = rig.set(2);
        assertThat(await(round.feed(due.plus(Duration.ofHours(7))))).isZero();
        assertThat(await(round.feed(due.plus(DAY).plus(Duration.ofHours(5))))).isEqualTo(2);
        Instant weekLater = due.plus(Duration.ofDays(7)).plus(Duration.ofHours(1));
        await(round.feed(weekLater));
        assertThat(await(round.feed(weekLater)))
                .as("the same day's tries, an hour late, in one look or the next")
                .isLessThanOrEqualTo(2);
        assertThat(turns()).isEqualTo(4);
    }

    @Test
    void dayOnWhichTheStationIsClosedIsLeftOut() {
        rig.openOnMondaysFromNineToFive();
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        await(canaries.set(
                rig.station().id(), rig.plan(2, LocalTime.of(10, 0), berlin), Actor.platform(), "for a test"));
        Instant due = rig.course().canary().dueAt();
        int fed = 0;
        for (int day = 0; day < 7; day++) {
            fed += await(round.feed(due.plus(Duration.ofDays(day)).plusSeconds(1)));
        }
        assertThat(fed).isEqualTo(2);
        assertThat(rig.course().days()).hasSize(1);
        assertThat(rig.course().days().getFirst().day().getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
    }

    @Test
    void triesAreThePlatformsOwnAndInNoCountOfWhatPeopleAsk() {
        Instant due = rig.set(2);
        await(round.feed(due));
        TurnData first = rig.waiting().getFirst().turns().getFirst();
        assertThat(first.placement().priorityClass()).isEqualTo(PriorityClass.LAB);
        assertThat(first.station()).contains(rig.station().id());
        assertThat(first.seed()).isEqualTo(1);
        assertThat(first.conditions()).isEqualTo(Map.of("friction.objects", 0.7));
        assertThat(first.expiresAt()).contains(due.plus(Duration.ofHours(12)));
        long before = simulatorTries();
        AssignmentData ran = rig.run(first, Outcome.Result.SUCCESS);

        given().get("/api/v1/episodes/" + ran.id()).then().statusCode(200).body("canary", equalTo(true));
        AssignmentData asked = lab.lease(lab.ask(Lab.someone(), SENTENCE), rig.station());
        lab.runToTheEnd(asked);
        given().get("/api/v1/episodes/" + asked.id()).then().body("canary", equalTo(false));
        assertThat(simulatorTries()).as("the canary is no pass in simulation").isEqualTo(before + 1);
        assertThat(await(sql.preparedQuery("SELECT count(*) FROM prompt_saying WHERE prompt_id = $1")
                                .execute(Tuple.of(first.promptId().value())))
                        .iterator()
                        .next()
                        .getLong(0))
                .isZero();
    }

    private List<Uni<Integer>> feeds(Instant at, int count) {
        List<Uni<Integer>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(round.feed(at));
        }
        return all;
    }

    private long turns() {
        return await(sql.preparedQuery("SELECT count(*) FROM turn WHERE station_id = $1")
                        .execute(Tuple.of(rig.station().id().value())))
                .iterator()
                .next()
                .getLong(0);
    }

    private long simulatorTries() {
        return await(policies.of(rig.station().id())).versions().stream()
                .filter(version -> version.digest().equals(Lab.DIGEST))
                .mapToLong(StationPolicies.Version::tries)
                .sum();
    }
}
