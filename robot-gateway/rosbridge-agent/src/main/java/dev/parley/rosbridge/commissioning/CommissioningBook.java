package dev.parley.rosbridge.commissioning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.station.journal.DurableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The record of the checks, on disk, for one fingerprint. It holds for 30 days from its oldest check, and not at all for an arm of another
 * fingerprint. A check that failed takes away what it said before. Thread-safe.
 */
public final class CommissioningBook {
    public static final Duration GOOD_FOR = Duration.ofDays(30);

    /** How far in the future a check may lie: calendars are set by seconds, not by hours. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Fingerprint arm;
    private final Set<Check> needed;
    private final Clock clock;
    private final Map<Check, CheckResult> results = new EnumMap<>(Check.class);
    private List<String> changed = List.of();

    private CommissioningBook(Path file, Fingerprint arm, Set<Check> needed, Clock clock) {
        this.file = file;
        this.arm = arm;
        this.needed = Set.copyOf(needed);
        this.clock = clock;
    }

    /**
     * @param needed what this arm has to be seen to do
     * @throws IOException if there is a record that cannot be read
     */
    public static CommissioningBook open(Path file, Fingerprint arm, Set<Check> needed, Clock clock)
            throws IOException {
        CommissioningBook book = new CommissioningBook(file, arm, needed, clock);
        Optional<byte[]> bytes = DurableFile.read(file);
        if (bytes.isPresent()) {
            try {
                book.read(JSON.readTree(bytes.get()));
            } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
                throw new IOException(
                        file + " cannot be read (" + e.getMessage() + "); remove it and examine the arm anew", e);
            }
        }
        return book;
    }

    private void read(JsonNode root) {
        JsonNode of = root.path("arm");
        Fingerprint examined = new Fingerprint(
                of.path("driver").asText(),
                of.path("urdf").asText(),
                of.path("gripper").asText(),
                of.path("settings").asText());
        changed = arm.changedFrom(examined);
        if (!changed.isEmpty()) {
            return;
        }
        for (JsonNode each : root.path("checks")) {
            Check check = Check.named(each.path("check").asText())
                    .orElseThrow(() -> new IllegalArgumentException("no check " + each.path("check")));
            List<Double> measured = new ArrayList<>();
            each.path("measured").forEach(value -> measured.add(value.asDouble()));
            results.put(
                    check,
                    new CheckResult(
                            check,
                            each.path("passed").asBoolean(false),
                            Instant.parse(each.path("at").asText()),
                            each.path("by").asText(),
                            measured,
                            each.path("note").asText()));
        }
    }

    /** Keeps how a check went; on disk when this returns. */
    public synchronized void keep(CheckResult result) throws IOException {
        results.put(result.check(), result);
        changed = List.of();
        DurableFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(written()));
    }

    private ObjectNode written() {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("arm")
                .put("driver", arm.driver())
                .put("urdf", arm.urdf())
                .put("gripper", arm.gripper())
                .put("settings", arm.settings());
        ArrayNode checks = root.putArray("checks");
        results.values().forEach(result -> {
            ObjectNode each = checks.addObject()
                    .put("check", result.check().word())
                    .put("passed", result.passed())
                    .put("at", result.at().toString())
                    .put("by", result.by())
                    .put("note", result.note());
            ArrayNode measured = each.putArray("measured");
            result.measured().forEach(measured::add);
        });
        return root;
    }

    public synchronized Optional<CheckResult> result(Check check) {
        return Optional.ofNullable(results.get(check));
    }

    /** What has not passed yet, or passed too long ago. */
    public synchronized List<Check> missing() {
        return needed.stream().sorted().filter(check -> !holds(check)).toList();
    }

    /** Whether this check says something today. */
    public synchronized boolean holds(Check check) {
        CheckResult result = results.get(check);
        if (result == null || !result.passed()) {
            return false;
        }
        Duration age = Duration.between(result.at(), clock.instant());
        return age.compareTo(GOOD_FOR) < 0 && age.compareTo(AHEAD.negated()) >= 0;
    }

    /** Until when all of it holds; empty where it does not. */
    public synchronized Optional<Instant> goodUntil() {
        return missing().isEmpty()
                ? results.values().stream()
                        .filter(result -> needed.contains(result.check()))
                        .map(result -> result.at().plus(GOOD_FOR))
                        .min(Instant::compareTo)
                : Optional.empty();
    }

    /** Why nobody may ask for this arm, one sentence; empty where they may. */
    public synchronized Optional<String> obstacle() {
        if (!changed.isEmpty()) {
            return Optional.of("The robot has to be examined anew: " + String.join(", ", changed) + " changed.");
        }
        List<Check> missing = missing();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("The robot is not examined: %d of %d checks of the last 30 days are missing (%s%s)."
                        .formatted(
                                missing.size(),
                                needed.size(),
                                missing.getFirst().word(),
                                missing.size() > 1 ? " and others" : ""));
    }
}
