package dev.parley.scheduler.chain;

import static dev.parley.scheduler.chain.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.TurnId;
import dev.parley.core.audit.Actor;
import dev.parley.core.canary.Canaries;
import dev.parley.core.canary.CanaryPlan;
import dev.parley.core.scene.SceneData;
import dev.parley.core.scene.Scenes;
import dev.parley.core.station.OpeningHours;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationDesk;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import dev.parley.scheduler.sweep.Sweeper;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A station's canary, as the scheduler puts it in line by itself. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class CanaryChainTest {
    @Inject
    Lab lab;

    @Inject
    Canaries canaries;

    @Inject
    Scenes scenes;

    @Inject
    Sweeper sweeper;

    @Inject
    StationDesk desk;

    @Inject
    Pool postgres;

    @BeforeEach
    void startAnew() {
        lab.startAnew();
    }

    @Test
    void sweepPutsItInLineForItsOwnStationAndInTheLabsClass() {
        StationData own = lab.station("own", 1);
        StationData other = lab.station("other", 1);
        isDue(own, 2);

        sweeper.sweep();
        sweeper.sweep();

        List<TurnData> waiting = turns();
        assertThat(waiting).hasSize(2).allSatisfy(turn -> {
            assertThat(turn.state()).isEqualTo(TurnState.WAITING);
            assertThat(turn.station()).contains(own.id());
            assertThat(turn.placement().priorityClass()).isEqualTo(PriorityClass.LAB);
        });
        lab.match();
        assertThat(lab.open(own))
                .singleElement()
                .satisfies(open -> assertThat(open.turn().station()).contains(own.id()));
        assertThat(lab.open(other)).as("it is about that station").isEmpty();
    }

    @Test
    void whoeverAsksWaitsNoLongerForItThanTheLabsShareIs() {
        StationData station = lab.station("own", 10);
        isDue(station, 20);
        sweeper.sweep();
        for (int i = 0; i < 20; i++) {
            lab.ask();
        }
        while (lab.match() > 0) {
            // Until all places are taken.
        }
        assertThat(lab.open(station))
                .hasSize(10)
                .filteredOn(open -> open.turn().placement().priorityClass() == PriorityClass.PUBLIC)
                .as("of the places that both want, shares of 50 to 10")
                .hasSizeGreaterThanOrEqualTo(8);
    }

    /** Its next day comes whether the lab was closed or not; what is left of this one would be run beside it. */
    @Test
    void whatDidNotRunInItsTimeLeavesTheLineThoughTheLabIsClosed() {
        StationData station = lab.station("own", 1);
        isDue(station, 2);
        sweeper.sweep();
        DayOfWeek inThreeDays = LocalDate.now(ZoneOffset.UTC).plusDays(3).getDayOfWeek();
        OpeningHours hours = new OpeningHours(
                ZoneOffset.UTC, List.of(new OpeningHours.Spell(inThreeDays, LocalTime.of(9, 0), LocalTime.of(17, 0))));
        await(desk.setHours(station.id(), Optional.of(hours), Actor.platform(), "nobody is there"));
        lab.postgres("UPDATE turn SET admitted_at = admitted_at - interval '12 hours'");

        // Which authors are canaries is known for some seconds: another test may have asked before this one was set.
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            lab.postgres("UPDATE turn SET expires_at = now() WHERE state = 'WAITING'");
            sweeper.sweep();
            assertThat(turns())
                    .hasSize(2)
                    .allSatisfy(turn -> assertThat(turn.state()).isEqualTo(TurnState.EXPIRED));
        });
    }

    private void isDue(StationData station, int tries) {
        SceneData scene = await(scenes.all()).stream()
                .filter(each -> each.id().equals(Lab.SCENE))
                .findFirst()
                .orElseThrow();
        List<Long> seeds = new ArrayList<>();
        for (long seed = 1; seed <= tries; seed++) {
            seeds.add(seed);
        }
        ZoneId zone = ZoneId.of("UTC");
        CanaryPlan plan = new CanaryPlan(
                Lab.POLICY,
                Lab.DIGEST,
                Lab.SCENE,
                scene.tasks().getFirst().id(),
                "put the red cube in the blue bowl",
                Map.of(),
                seeds,
                LocalTime.now(zone).plusHours(1).truncatedTo(ChronoUnit.MINUTES),
                zone);
        await(canaries.set(station.id(), plan, Actor.platform(), "for a test"));
        await(postgres.preparedQuery("UPDATE canary SET due_at = now() WHERE station_id = $1")
                .execute(Tuple.of(station.id().value())));
    }

    private List<TurnData> turns() {
        List<TurnData> found = new ArrayList<>();
        for (Row row : await(postgres.query("SELECT id FROM turn").execute())) {
            found.add(lab.turn(new TurnId(row.getUUID(0))));
        }
        return found;
    }
}
