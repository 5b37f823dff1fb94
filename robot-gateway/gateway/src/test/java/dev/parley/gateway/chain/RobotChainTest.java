package dev.parley.gateway.chain;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.wire.WireEncoding;
import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.audit.Actor;
import dev.parley.core.comparison.ComparisonData;
import dev.parley.core.comparison.ComparisonRequest;
import dev.parley.core.comparison.Comparisons;
import dev.parley.core.console.Console;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Episodes;
import dev.parley.core.episode.Outcome;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.startphoto.StartPhotos;
import dev.parley.core.station.ConsoleRule;
import dev.parley.core.station.PolicyRule;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.StationPolicies;
import dev.parley.core.station.WantedBody;
import dev.parley.core.turn.TurnState;
import dev.parley.core.turn.Turns;
import dev.parley.gateway.relay.RelaySettings;
import dev.parley.station.Station;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From what somebody asks to an arm that moves and to what is kept of it: the agent's process, a relayed policy, people at both consoles. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(value = RelaySettings.class, restrictToAnnotatedClass = true)
class RobotChainTest {
    private static final int STEPS = 16;

    @Inject
    Lab lab;

    @Inject
    RobotRig rig;

    @Inject
    Console operators;

    @Inject
    StationPolicies policies;

    @Inject
    Episodes episodes;

    @Inject
    Comparisons comparisons;

    @Inject
    StartPhotos starts;

    @Inject
    Turns turns;

    private final String scene = RobotRig.scene();

    @Test
    void sameAskOnASimulatorAndOnARobotIsAPairAndAllThatTheRobotTellsIsKept() throws Exception {
        Actor grace = rig.person("Grace", "LAB_ADMIN");
        try (RobotPolicy server = new RobotPolicy();
                RobotProcess robot = rig.robot(Lab.gateway(), scene, STEPS)) {
            String policy = rig.policy(server.server.url(), scene);
            String digest = rig.policyOf(policy).digest().orElseThrow();
            Lab.await(operators.setRule(robot.station.id(), Optional.of(ConsoleRule.READ_EACH), grace, "for a test"));
            Lab.await(policies.setRule(robot.station.id(), Optional.of(PolicyRule.APPROVED), grace, "for a test"));
            assertThat(rig.station(robot).policyDigests())
                    .as("simulation first, then a robot")
                    .doesNotContain(digest);
            assertThatThrownBy(() -> Lab.await(policies.approve(robot.station.id(), digest, grace, "too early")))
                    .hasMessageContaining("Simulation first");
            simulate(robot, policy);
            Lab.await(policies.approve(robot.station.id(), digest, grace, "it passed"));

            EpisodeData ended = really(robot, policy, grace);

            assertThat(ended.endReason()).contains(EndReason.STEP_LIMIT);
            assertThat(ended.stationKind()).isEqualTo(StationKind.REAL_ROBOT);
            assertThat(ended.policyDigest()).isEqualTo(digest);
            assertThat(Math.abs(robot.robot.arm().positions()[0]))
                    .as("the arm went where the policy led it")
                    .isGreaterThan(0.1);
            assertThat(server.server.requests).as("through the relay").isNotEmpty();
            readable(ended);
            paired(ended);
        }
    }

    /** Three times with the seed of the robot's ask first: as often as an approval takes. */
    private void simulate(RobotProcess robot, String policy) throws Exception {
        Lab.Registered simulator = lab.register(StationKind.SIMULATOR);
        CountingBody body = new CountingBody(rig.twin(robot), STEPS, true);
        try (Station station = lab.connect(simulator, body, WireEncoding.BINARY)) {
            for (long seed : List.of(7L, 8L, 9L)) {
                AssignmentData offered = lab.offer(rig.ask(policy, scene, seed, WantedBody.SIMULATION), simulator, 0);
                EpisodeData done =
                        lab.episode(offered.id(), "simulated", it -> it.state().terminal());
                assertThat(done.endReason()).contains(EndReason.TASK_DONE);
                Lab.until("free", () -> station.status().running() == 0);
            }
        }
    }

    private EpisodeData really(RobotProcess robot, String policy, Actor operator) {
        Lab.await(operators.signOn(robot.station.id(), operator));
        rig.until(robot, "it takes work", now -> now.takesWork());
        PromptData prompt = rig.ask(policy, scene, 7, WantedBody.REAL);
        AssignmentData proposed = lab.offer(prompt, robot.station, 0);
        assertThat(robot.robot.motions())
                .as("nothing moves while a person reads")
                .isEmpty();
        UUID ask = rig.begun(robot, proposed, operator);
        lab.episode(proposed.id(), "resetting", it -> it.state() == EpisodeState.RESETTING);
        assertThat(robot.robot.motions())
                .as("nothing moves while the table is set")
                .isEmpty();
        robot.setTable();
        EpisodeData ended = lab.episode(proposed.id(), "ended", it -> it.state().terminal());
        Lab.await(operators.judge(robot.station.id(), ask, Outcome.Result.SUCCESS, operator));
        rig.resetDone(robot, ask, operator);
        Lab.until(
                "its turn is done",
                () -> Lab.await(turns.find(prompt.turns().getFirst().id()))
                                .orElseThrow()
                                .state()
                        == TurnState.DONE);
        Lab.until(
                "everything has arrived",
                () -> Lab.await(episodes.attached(proposed.id()))
                        .containsAll(List.of("main.mp4", "start-main.png", "end-main.png", "safety.json", "steps.pb")));
        return ended;
    }

    private static void readable(EpisodeData episode) {
        String at = "/api/v1/episodes/" + episode.id();
        given().get(at)
                .then()
                .statusCode(200)
                .body("station.kind", equalTo("REAL_ROBOT"))
                .body("steps", equalTo(STEPS))
                .body("executionProfile", equalTo("real robot through rosbridge"))
                .body("conditions.reset", equalTo("manual"))
                .body("conditions.calibration", equalTo("2026-11-20"))
                .body("conditions.'object-set'", equalTo("A"))
                .body("conditions.light", equalTo("ceiling"))
                .body("conditions.driver.length()", greaterThan(0))
                .body("conditions.operator", matchesPattern("operator-[0-9a-f]{8}"))
                .body("outcomes.judge", hasItems("operator"))
                .body("recordings.camera", equalTo(List.of("main")));
        given().get(at + "/recordings/main.mp4").then().statusCode(200).contentType("video/mp4");
        for (String moment : List.of("start", "end")) {
            byte[] png = given().get(at + "/photos/" + moment + "/main.png")
                    .then()
                    .statusCode(200)
                    .contentType("image/png")
                    .extract()
                    .asByteArray();
            assertThat(png).startsWith(0x89, 'P', 'N', 'G');
        }
        given().get(at + "/photos/middle/main.png").then().statusCode(404).body("code", equalTo("recording-unknown"));
        given().get(at + "/photos/start/attic.png").then().statusCode(404).body("code", equalTo("recording-unknown"));
        given().get(at + "/safety")
                .then()
                .statusCode(200)
                .body("commands", equalTo(STEPS))
                .body("clamped_share", lessThanOrEqualTo(1f))
                .body("reset", equalTo("manual"))
                .body("seen_still_at_end", equalTo(true));
        given().get(at + "/steps").then().statusCode(200);
    }

    /** Of the three that were simulated, the one with the robot's seed. */
    private void paired(EpisodeData real) {
        given().queryParam("judge", "operator")
                .queryParam("sceneId", scene)
                .get("/api/v1/results/sim-to-real")
                .then()
                .statusCode(200)
                .body("pairs", equalTo(1))
                .body("versions[0].policyVersion.digest", equalTo(real.policyDigest()))
                .body("versions[0].pairs", equalTo(1))
                .body("versions[0].furtherSimulated", equalTo(2))
                .body("versions[0].unpairedReal", equalTo(0));
    }

    @Test
    void secondOfAComparisonBeginsOnlyOnceTheTableIsAsBeforeTheFirst() throws Exception {
        Actor grace = rig.person("Grace", "LAB_ADMIN");
        try (RobotPolicy one = new RobotPolicy();
                RobotPolicy other = new RobotPolicy();
                RobotProcess robot = rig.robot(Lab.gateway(), scene, STEPS)) {
            List<String> both = List.of(rig.policy(one.server.url(), scene), rig.policy(other.server.url(), scene));
            Lab.await(operators.setRule(robot.station.id(), Optional.of(ConsoleRule.START_EACH), grace, "for a test"));
            Lab.await(operators.signOn(robot.station.id(), grace));
            rig.until(robot, "it takes work", now -> now.takesWork());
            AuthorId asker = AuthorId.random();
            ComparisonData comparison = Lab.await(comparisons.submit(
                    new ComparisonRequest(
                            new PromptRequest(
                                    Optional.of(RobotRig.WORDS),
                                    Optional.empty(),
                                    Optional.of(scene),
                                    Optional.empty(),
                                    OptionalLong.of(7),
                                    Optional.of(WantedBody.REAL)),
                            both),
                    new Author(asker, "net-" + asker)));
            AssignmentData first = rig.offered(robot, comparison.firstTurn());
            UUID ask = rig.begun(robot, first, grace);
            robot.setTable();
            lab.episode(first.id(), "the first has ended", it -> it.state().terminal());
            rig.resetDone(robot, ask, grace);
            int moved = robot.robot.motions().size();
            Lab.until("the second is proposed", () -> !rig.shown(robot).id().equals(ask));
            UUID second = rig.shown(robot).id();

            robot.robot.table = Optional.of(RobotProcess.table(45));
            Lab.until("the camera shows it", () -> unlike(robot, second));

            assertThatThrownBy(() -> rig.start(robot, second, grace))
                    .isInstanceOfSatisfying(
                            ParleyException.class,
                            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.START_UNLIKE));
            assertThat(robot.robot.motions()).as("withheld before any motion").hasSize(moved);
            robot.robot.table = Optional.of(RobotProcess.table(20));
            Lab.until("put right", () -> !unlike(robot, second));
            rig.start(robot, second, grace);
            robot.setTable();
            // Before it moves: it may be over a second later.
            AssignmentData followed = rig.open(robot);
            robot.untilLed();
            assertThat(followed.state()).isEqualTo(AssignmentState.LEASED);
            lab.episode(followed.id(), "the second has ended", it -> it.state().terminal());
        }
    }

    /** As the camera sees the table now. */
    private boolean unlike(RobotProcess robot, UUID ask) {
        return Lab.await(starts.look(robot.station.id(), ask)).orElseThrow().held();
    }
}
