package dev.parley.core.console;

import static dev.parley.core.console.ConsoleRig.HOUSE;
import static dev.parley.core.console.ConsoleRig.SENTENCE;
import static dev.parley.core.console.ConsoleRig.SHORT;
import static dev.parley.core.console.ConsoleRig.ask;
import static dev.parley.core.console.ConsoleRig.at;
import static dev.parley.core.console.ConsoleRig.look;
import static dev.parley.core.console.ConsoleRig.send;
import static dev.parley.core.console.ConsoleRig.signOff;
import static dev.parley.core.console.ConsoleRig.started;
import static dev.parley.core.support.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.person.Role;
import dev.parley.core.station.ConsoleRule;
import dev.parley.core.station.StationData;
import dev.parley.core.support.Accounts;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Who stands by at a console, and for how long. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ConsoleShiftsTest {
    @Inject
    Accounts accounts;

    @Inject
    Lab lab;

    @Inject
    Assignments assignments;

    @Inject
    Pool sql;

    @Inject
    ConsoleRig rig;

    @Test
    void onlyWhoStandsByDoesAnythingThereAndAnotherOneMayTakeTheirPlace() {
        StationData station = rig.attended(ConsoleRule.READ_EACH);
        Somebody first = rig.standingBy(station);
        lab.offer(lab.ask(Lab.someone(), SENTENCE), station);
        String ask = ask(first, station);
        Somebody second = accounts.with(Role.LAB_ADMIN, HOUSE);
        send(second.asks(), station, "/asks/" + ask + "/approval", Map.of())
                .statusCode(409)
                .body("detail", containsString("is signed on at this console"));

        send(second.asks(), station, "/shift", Map.of()).statusCode(200).body("shift.you", equalTo(true));
        send(first.asks(), station, "/asks/" + ask + "/approval", Map.of()).statusCode(409);
        send(second.asks(), station, "/asks/" + ask + "/approval", Map.of()).statusCode(200);

        second.asks().delete(at(station, "/shift")).then().statusCode(200).body("shift", nullValue());
        second.asks()
                .get(at(station, "/shifts"))
                .then()
                .statusCode(200)
                .body("why", contains("signed off", "Some Body signed on in their place"));
        await(assignments.sweep());
        look(second, station).body("asks", hasSize(0));
    }

    @Test
    void shiftEndsByItselfAfterTheLongestThatItMayBe() {
        StationData station = rig.attended(ConsoleRule.READ_EACH);
        Somebody operator = rig.standingBy(station);
        await(sql.preparedQuery("UPDATE station_shift SET until = clock_timestamp() WHERE station_id = $1")
                .execute(Tuple.of(station.id().value())));

        await(assignments.sweep());

        look(operator, station).body("shift", nullValue());
    }

    @Test
    void nobodySignsOffAndNoShiftRunsOutWhileAnEpisodeIsUnderWay() {
        StationData station = rig.attended(ConsoleRule.START_EACH);
        Somebody operator = rig.standingBy(station);
        AssignmentData proposed = lab.offer(lab.ask(Lab.someone(), SENTENCE), station);
        started(operator, station, ask(operator, station));
        signOff(operator, station).statusCode(409).body("detail", containsString("under way"));
        AssignmentData leased = await(assignments.lease(proposed.id(), proposed.fence(), SHORT));
        signOff(operator, station).statusCode(409).body("detail", containsString("under way"));
        await(sql.preparedQuery("UPDATE station_shift SET until = clock_timestamp() WHERE station_id = $1")
                .execute(Tuple.of(station.id().value())));
        await(assignments.sweep());
        look(operator, station).body("shift.you", equalTo(true));
        lab.runToTheEnd(leased);

        await(assignments.sweep());
        look(operator, station).body("shift", nullValue());

        Somebody next = accounts.with(Role.OPERATOR, HOUSE);
        send(next.asks(), station, "/shift", Map.of()).statusCode(200);
        signOff(operator, station).statusCode(409).body("detail", containsString("is signed on"));
        signOff(next, station).statusCode(200).body("shift", nullValue());
    }

    @Test
    void peopleWhoPressAtTheSameMomentNeverWaitForEachOtherForEver() throws Exception {
        StationData station = rig.attended(ConsoleRule.READ_EACH);
        Somebody first = rig.standingBy(station);
        Somebody second = accounts.with(Role.LAB_ADMIN, HOUSE);
        lab.offer(lab.ask(Lab.someone(), SENTENCE), station);
        String ask = "/asks/" + ask(first, station) + "/approval";
        List<Callable<Integer>> presses = List.of(
                () -> send(first.asks(), station, "/shift", Map.of()).extract().statusCode(),
                () -> send(first.asks(), station, ask, Map.of()).extract().statusCode(),
                () -> send(second.asks(), station, "/shift", Map.of()).extract().statusCode(),
                () -> send(second.asks(), station, ask, Map.of()).extract().statusCode());

        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 15; round++) {
                for (Future<Integer> press : hands.invokeAll(presses)) {
                    assertThat(press.get()).isIn(200, 409);
                }
            }
        }
        look(first, station).body("asks[0].step", equalTo("START")).body("shift", not(nullValue()));
    }
}
