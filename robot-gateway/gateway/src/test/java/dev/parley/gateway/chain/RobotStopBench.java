package dev.parley.gateway.chain;

import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.station.StopCommands;
import dev.parley.gateway.relay.RelaySettings;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * How long after a stop is pressed, and after the network is gone, the joints of a robot in motion stand: gateway, agent, rosbridge and an arm
 * with inertia, on loopback. What is told is the last moment at which a joint was seen to move. Run by hand, never by {@code verify}.
 */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(value = RelaySettings.class, restrictToAnnotatedClass = true)
class RobotStopBench {
    private static final int RUNS = 20;
    private static final int STEPS = 600;
    private static final Duration AFTER_STOP = Duration.ofMillis(1200);
    private static final Duration AFTER_CUT = Duration.ofMillis(1000);

    /** Longer than after which a station holds (1.5 s), shorter than after which it takes its connection for gone (2 s). */
    private static final Duration AFTER_SILENCE = Duration.ofMillis(1900);

    @Inject
    RobotRig rig;

    @Inject
    Lab lab;

    @Inject
    StopCommands stops;

    @Test
    void stopsAndCuts() throws Exception {
        say(
                "host: %d processors, Java %s, load %.2f",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        String scene = RobotRig.scene();
        try (RobotPolicy server = new RobotPolicy();
                StallingProxy way = new StallingProxy(Lab.gateway());
                RobotProcess robot = rig.robot(way.uri(), scene, STEPS)) {
            String policy = rig.policy(server.server.url(), scene);
            stops(robot, policy, scene);
            cuts(robot, way, policy, scene);
        }
        say("load at the end %.2f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private void stops(RobotProcess robot, String policy, String scene) throws Exception {
        long[] heard = new long[RUNS];
        long[] still = new long[RUNS];
        for (int run = 0; run < RUNS; run++) {
            AssignmentData running = rig.running(robot, policy, scene);
            long stopsBefore = robot.robot.stops();
            long pressed = System.nanoTime();
            CompletableFuture<StopCommands.Stopped> stopped =
                    stops.stop(robot.station.id(), "Ada", "measured").subscribeAsCompletionStage();
            still[run] = lastMotion(robot, pressed, AFTER_STOP);
            heard[run] = robot.robot.commands().stream()
                    .filter(command -> command.stop() && command.atNs() >= pressed)
                    .mapToLong(command -> command.atNs() - pressed)
                    .min()
                    .orElseThrow(() -> new AssertionError("no stop after the " + stopsBefore + " before"));
            stopped.get(10, TimeUnit.SECONDS);
            lab.episode(running.id(), "ended", it -> it.state().terminal());
            Lab.until("latched", () -> robot.say("status").contains("stopped"));
            robot.clearStop();
            if (!robot.say("status").contains("takes work")) {
                robot.enableAgain();
            }
        }
        tell("stop pressed at the gateway to stop heard by the robot", heard);
        tell("stop pressed at the gateway to the last motion of a joint", still);
    }

    private void cuts(RobotProcess robot, StallingProxy way, String policy, String scene) {
        long[] everything = new long[RUNS];
        long[] platform = new long[RUNS];
        for (int run = 0; run < RUNS; run++) {
            moving(robot, policy, scene);
            long cut = System.nanoTime();
            way.stall();
            everything[run] = lastMotion(robot, cut, AFTER_CUT);
            way.release();
            moving(robot, policy, scene);
            long silent = System.nanoTime();
            way.stallStation();
            platform[run] = lastMotion(robot, silent, AFTER_SILENCE);
            way.release();
        }
        tell("network gone to the last motion of a joint", everything);
        tell("platform silent, policy still answering, to HOLD (the last motion of a joint)", platform);
    }

    /** In an episode that goes on, or in a new one: on a slow machine a silence may last longer than it was meant to. */
    private void moving(RobotProcess robot, String policy, String scene) {
        int before = robot.robot.motions().size();
        Lab.until("led on, or over", () -> robot.robot.motions().size() > before + 4 || over(robot));
        if (over(robot)) {
            Lab.until("handed over", () -> robot.say("status").contains("held 0"));
            rig.running(robot, policy, scene);
        }
    }

    private static boolean over(RobotProcess robot) {
        return robot.say("status").contains("running 0");
    }

    /** Nanoseconds after {@code fromNs} at which a joint was last seen to move, where it rests at the end of the time. */
    private static long lastMotion(RobotProcess robot, long fromNs, Duration howLong) {
        long last = fromNs;
        while (System.nanoTime() - fromNs < howLong.toNanos()) {
            if (robot.moves()) {
                last = System.nanoTime();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        if (robot.moves()) {
            throw new AssertionError("the arm still moves after " + howLong.toMillis() + " ms");
        }
        return last - fromNs;
    }

    private static void tell(String what, long[] ns) {
        Arrays.sort(ns);
        say(
                "%s, %d runs: p50 %.0f ms, max %.0f ms",
                what, ns.length, ns[(ns.length - 1) / 2] / 1e6, ns[ns.length - 1] / 1e6);
    }

    private static void say(String words, Object... values) {
        System.out.printf(Locale.ROOT, words + "%n", values);
    }
}
