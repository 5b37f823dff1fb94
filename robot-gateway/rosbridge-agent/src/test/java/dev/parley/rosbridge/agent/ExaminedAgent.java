package dev.parley.rosbridge.agent;

import dev.parley.rosbridge.commissioning.Check;
import dev.parley.rosbridge.commissioning.CheckResult;
import dev.parley.rosbridge.commissioning.CommissioningBook;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The agent as a lab runs it, beside a stand-in robot whose examination is taken as passed: {@code ExaminerTest} does it. Arguments: folder,
 * rosbridge, gateway, key, its scene, steps of an episode. Lines on standard input set its day, as {@code PT1H} ahead of the true one; their end ends it.
 */
public final class ExaminedAgent {
    private ExaminedAgent() {}

    /** A day that somebody sets. */
    private static final class Calendar extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        AgentSettings settings = settings(folder, URI.create(arguments[1]), arguments[4], arguments[5]);
        Path key = folder.resolve("key");
        Files.deleteIfExists(key);
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, arguments[3]);
        AgentOptions options = AgentOptions.parse(List.of(
                "--gateway",
                arguments[2],
                "--key-file",
                key.toString(),
                "--settings",
                folder.resolve("settings.json").toString(),
                "--data",
                folder.toString()));
        Calendar calendar = new Calendar();
        examined(settings, options.data().resolve("robot"), calendar);
        RosbridgeAgent.start(options, settings, options.key(), calendar);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                calendar.ahead = Duration.parse(line);
                System.out.println("ahead " + calendar.ahead);
            }
        }
        System.exit(0);
    }

    /** Of a robot that does as many episodes as a test wants. */
    private static AgentSettings settings(Path folder, URI robot, String scene, String steps) throws IOException {
        TestSettings.lay(folder);
        rewrite(
                folder.resolve("scene.json"),
                text -> text.replace("\"id\": \"lab-table\"", "\"id\": \"" + scene + "\"")
                        .replace("\"horizonSteps\": 200", "\"horizonSteps\": " + steps));
        Path file = folder.resolve("settings.json");
        rewrite(
                file,
                text -> text.replace("\"id\": \"lab-table\"", "\"id\": \"" + scene + "\"")
                        .replace("ws://127.0.0.1:9090", robot.toString())
                        .replace("\"episodesPerHour\": 20", "\"episodesPerHour\": 1000"));
        return SettingsReader.read(file);
    }

    private static void rewrite(Path file, UnaryOperator<String> changed) throws IOException {
        Files.writeString(file, changed.apply(Files.readString(file)));
    }

    private static void examined(AgentSettings settings, Path data, Clock clock) throws IOException {
        Files.createDirectories(data);
        CommissioningBook book = CommissioningBook.open(
                data.resolve("commissioning.json"), Rig.fingerprint(settings), Rig.needed(settings), clock);
        for (Check check : Check.values()) {
            book.keep(new CheckResult(check, true, clock.instant(), "Ada", List.of(), "taken as passed"));
        }
    }
}
