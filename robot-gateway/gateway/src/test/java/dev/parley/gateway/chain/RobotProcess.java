package dev.parley.gateway.chain;

import dev.parley.rosbridge.agent.ExaminedAgent;
import dev.parley.rosbridge.standin.Robots;
import dev.parley.rosbridge.standin.StandInRobot;
import dev.parley.rosbridge.wire.RosVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/** The agent's process before a stand-in robot, and the person who stands beside it. */
final class RobotProcess implements AutoCloseable {
    /** More than measuring alone changes, and less than a hundredth of a turn. */
    private static final double STILL = 0.01;

    final StandInRobot robot;
    final Lab.Registered station;
    final ConsoleTyper person;
    private final Process agent;

    private RobotProcess(StandInRobot robot, Lab.Registered station, Process agent) throws IOException {
        this.robot = robot;
        this.station = station;
        this.agent = agent;
        person = standBy();
    }

    /** Behind a gateway that it reaches at that address; motion is enabled when this returns. */
    static RobotProcess start(Lab.Registered station, URI gateway, String scene, int steps) throws Exception {
        StandInRobot robot = new StandInRobot(RosVersion.ROS_1, Robots.READY);
        robot.table = Optional.of(table(20));
        Process agent = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx160m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExaminedAgent.class.getName(),
                        station.folder().toString(),
                        robot.uri().toString(),
                        gateway.toString(),
                        station.key(),
                        scene,
                        Integer.toString(steps)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            return new RobotProcess(robot, station, agent);
        } catch (IOException | RuntimeException | Error e) {
            agent.destroyForcibly();
            robot.close();
            throw e;
        }
    }

    /** What the camera sees: a grey table with a white cube, so many pixels from the left. */
    static byte[] table(int cubeAtPx) {
        byte[] rgb = new byte[StandInRobot.WIDTH * StandInRobot.HEIGHT * 3];
        Arrays.fill(rgb, (byte) 90);
        for (int y = 20; y < 30; y++) {
            for (int x = cubeAtPx; x < cubeAtPx + 10; x++) {
                Arrays.fill(rgb, (y * StandInRobot.WIDTH + x) * 3, (y * StandInRobot.WIDTH + x) * 3 + 3, (byte) 240);
            }
        }
        return rgb;
    }

    private ConsoleTyper standBy() throws IOException {
        List<ConsoleTyper> opened = new ArrayList<>();
        Awaitility.await("the agent's local console")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!agent.isAlive()) {
                        throw new AssertionError("the agent ended with " + agent.exitValue());
                    }
                    ConsoleTyper.tryOpen(station.folder().resolve("station")).ifPresent(opened::add);
                    return !opened.isEmpty();
                });
        ConsoleTyper console = opened.getFirst();
        require(console.say("present Ada"));
        enable(console, "start");
        return console;
    }

    private static void enable(ConsoleTyper console, String what) throws IOException {
        String code = console.say("code " + what).split(" ", -1)[1];
        require(console.say(what + " " + code + " Ada"));
    }

    private static void require(String answer) {
        if (!answer.startsWith("ok")) {
            throw new AssertionError("the console said: " + answer);
        }
    }

    /** Motion again after it was stopped here: a code from this console each time. */
    void enableAgain() throws IOException {
        enable(person, "reset");
    }

    /** Clears a stop that came from afar, as only somebody here can. */
    void clearStop() throws IOException {
        String code = person.say("code clear").split(" ", -1)[1];
        require(person.say("clear " + code + " Ada the test goes on"));
    }

    /** The person says that the table is set, once an episode waits for it. */
    void setTable() {
        Awaitility.await("an episode that waits for its table")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> say("table Ada").startsWith("ok"));
    }

    String say(String line) {
        try {
            return person.say(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its day, so far ahead of the true one. */
    void setDay(Duration ahead) throws IOException {
        agent.outputWriter(StandardCharsets.UTF_8).write(ahead + "\n");
        agent.outputWriter(StandardCharsets.UTF_8).flush();
        String answer = agent.inputReader(StandardCharsets.UTF_8).readLine();
        if (!("ahead " + ahead).equals(answer)) {
            throw new AssertionError("the agent said: " + answer);
        }
    }

    boolean moves() {
        return robot.arm().moves();
    }

    /** Waits until it was led on. */
    void untilLed() {
        int before = robot.motions().size();
        Lab.until("the arm is led", () -> robot.motions().size() > before + 4);
    }

    /** Where the joints stand, once they do. */
    double[] atRest() {
        Lab.until("the arm rests", () -> !moves());
        return robot.arm().positions();
    }

    /** Measured at the joints: for so long nothing was moved from where it rests, whatever was sent. */
    void staysAtRest(Duration howLong) {
        double[] rests = atRest();
        long until = System.nanoTime() + howLong.toNanos();
        while (System.nanoTime() - until < 0) {
            double[] now = robot.arm().positions();
            for (int joint = 0; joint < now.length; joint++) {
                if (Math.abs(now[joint] - rests[joint]) > STILL) {
                    throw new AssertionError("joint %s moved from %.3f to %.3f after it had come to rest"
                            .formatted(StandInRobot.JOINTS.get(joint), rests[joint], now[joint]));
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @Override
    public void close() throws Exception {
        person.close();
        agent.getOutputStream().close();
        if (!agent.waitFor(15, TimeUnit.SECONDS)) {
            agent.destroyForcibly().waitFor();
        }
        robot.close();
    }
}
