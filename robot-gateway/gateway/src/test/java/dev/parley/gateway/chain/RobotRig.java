package dev.parley.gateway.chain;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.TurnId;
import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.audit.Actor;
import dev.parley.core.console.Console;
import dev.parley.core.console.ConsoleState;
import dev.parley.core.person.People;
import dev.parley.core.person.PersonData;
import dev.parley.core.person.SignedIn;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.remote.AllowedHosts;
import dev.parley.core.remote.Input;
import dev.parley.core.remote.Mapping;
import dev.parley.core.remote.Registration;
import dev.parley.core.remote.RemotePolicies;
import dev.parley.core.remote.RemotePolicyData;
import dev.parley.core.remote.RemoteState;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.core.station.WantedBody;
import dev.parley.policy.dialect.Dialect;
import dev.parley.station.v1.Capabilities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** What tests of a robot behind the whole platform have in common: its policy, what is asked of it, its operator. */
@ApplicationScoped
public class RobotRig {
    static final String WORDS = "put the red block in the bowl";

    @Inject
    Lab lab;

    @Inject
    Stations stations;

    @Inject
    Prompts prompts;

    @Inject
    Assignments assignments;

    @Inject
    People people;

    @Inject
    RemotePolicies policies;

    @Inject
    AllowedHosts hosts;

    @Inject
    Console operators;

    /** A robot of its own, with a scene that nothing else has. */
    RobotProcess robot(URI gateway, String scene, int steps) throws Exception {
        RobotProcess robot = RobotProcess.start(lab.register(StationKind.REAL_ROBOT), gateway, scene, steps);
        until(robot, "it takes work", StationData::takesWork);
        return robot;
    }

    static String scene() {
        return "table-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** What the robot is, as a simulator of it would say. */
    Capabilities twin(RobotProcess robot) {
        return station(robot).announced().toBuilder()
                .setKind(dev.parley.station.v1.StationKind.STATION_KIND_SIMULATOR)
                .setOperatorRequired(false)
                .setHardwareStopReadable(false)
                .setShowsPresent(false)
                .setSlots(1)
                .build();
    }

    StationData station(RobotProcess robot) {
        return Lab.await(stations.find(robot.station.id())).orElseThrow();
    }

    void until(RobotProcess robot, String what, Predicate<StationData> holds) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> holds.test(station(robot)));
    }

    Actor person(String name, String role) {
        String login = name.toLowerCase(Locale.ROOT) + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        PersonData person =
                Lab.await(people.create(login, name, Actor.platform())).person();
        return new Actor(Optional.of(person.id()), person.name(), role, "");
    }

    /** The name of a policy of that server, once it is in order. */
    String policy(URI server, String scene) {
        PersonData maker = Lab.await(people.create(
                        "maker-" + UUID.randomUUID().toString().substring(0, 8), "A Maker", Actor.platform()))
                .person();
        SignedIn who = new SignedIn(maker.id(), maker.login(), maker.name(), List.of(), false);
        Actor by = new Actor(Optional.of(maker.id()), maker.name(), "RESEARCHER", "");
        Lab.await(hosts.allow("127.0.0.1:" + server.getPort(), by, "for a test"));
        String name = "robotic-" + UUID.randomUUID().toString().substring(0, 8);
        Mapping mapping = new Mapping(
                List.of(scene),
                List.of(
                        new Input("prompt", "instruction", List.of()),
                        new Input("observation/image", "camera", List.of(32, 32, 3)),
                        new Input("observation/state", "state", List.of(RobotPolicy.WIDTH))),
                RobotPolicy.WIDTH,
                RobotPolicy.HORIZON);
        Lab.await(policies.register(
                new Registration(name, "Robotic", "", server, Dialect.OPENPI, Optional.empty(), mapping), who, by));
        Awaitility.await("policy in order")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> policyOf(name).state() == RemoteState.READY);
        return name;
    }

    RemotePolicyData policyOf(String name) {
        return Lab.await(policies.find(name)).orElseThrow();
    }

    PromptData ask(String policy, String scene, long seed, WantedBody body) {
        AuthorId id = AuthorId.random();
        return Lab.await(prompts.submit(
                new PromptRequest(
                        Optional.of(WORDS),
                        Optional.empty(),
                        Optional.of(scene),
                        Optional.of(policy),
                        OptionalLong.of(seed),
                        Optional.of(body)),
                new Author(id, "net-" + id)));
    }

    AssignmentData offered(RobotProcess robot, TurnId turn) {
        return Lab.await(assignments.offer(turn, robot.station.id(), 0, Duration.ofSeconds(20)))
                .orElseThrow();
    }

    /** What the robot is to do or does. */
    AssignmentData open(RobotProcess robot) {
        return Lab.await(assignments.open(robot.station.id())).getFirst();
    }

    /** Offered to the robot, which nobody far away keeps from it. */
    AssignmentData offered(RobotProcess robot, String policy, String scene) {
        until(robot, "it takes work", StationData::takesWork);
        return lab.offer(ask(policy, scene, 7, WantedBody.REAL), robot.station, 0);
    }

    /** The same with the table set and the arm in motion. */
    AssignmentData running(RobotProcess robot, String policy, String scene) {
        AssignmentData offered = offered(robot, policy, scene);
        robot.setTable();
        robot.untilLed();
        return offered;
    }

    /** What the operator's console shows first. */
    ConsoleState.Ask shown(RobotProcess robot) {
        return Lab.await(operators.look(robot.station.id())).asks().getFirst();
    }

    /** Read, found harmless and begun by an operator at the platform's console. */
    UUID begun(RobotProcess robot, AssignmentData proposed, Actor operator) {
        if (proposed.state() != AssignmentState.PROPOSED) {
            throw new AssertionError("a person stands before a real robot, and this is " + proposed.state());
        }
        UUID ask = shown(robot).id();
        Lab.await(operators.approve(robot.station.id(), ask, operator));
        start(robot, ask, operator);
        return ask;
    }

    /** By an operator, who presses again where the robot had not been heard for a quarter of a second. */
    void start(RobotProcess robot, UUID ask, Actor operator) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptionsMatching(refused -> refused instanceof ParleyException why
                        && why.code() == ErrorCode.STATE_CONFLICT
                        && String.valueOf(why.getMessage()).contains("takes no work now"))
                .until(() -> {
                    Lab.await(operators.start(robot.station.id(), ask, operator));
                    return true;
                });
    }

    /** The table is as it has to be again, once it waits for that. */
    void resetDone(RobotProcess robot, UUID ask, Actor operator) {
        Lab.until(
                "the table waits for its reset",
                () -> Lab.await(operators.look(robot.station.id())).asks().stream()
                        .anyMatch(each -> each.id().equals(ask) && each.step() == ConsoleState.Step.RESET));
        Lab.await(operators.resetDone(robot.station.id(), ask, operator));
    }
}
