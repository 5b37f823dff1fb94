package dev.parley.sim.conform;

import dev.parley.policy.conformance.ObservationPlan;
import dev.parley.policy.dialect.Dialect;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What {@code conform} was asked.
 *
 * @param plan empty where the server says itself what it takes
 * @param width numbers in an action; empty where only the server knows
 * @param headers sent when connecting
 * @param certificate where the certificate goes; empty: below the table
 */
record ConformOptions(
        URI url,
        Dialect dialect,
        Optional<ObservationPlan> plan,
        OptionalInt width,
        int calls,
        Map<String, String> headers,
        Optional<Path> certificate) {
    static final String USAGE = """
            conform --url ws://host:8000 --dialect openpi|roboarena
              --profile droid|libero|aloha   the observation it takes (openpi: this or --key)
              --key KEY=u1:224x224x3         one key of it, in order: bytes (u1), numbers (f4) or text; a>b is b in the map a
              --width N                      numbers that an action must have
              --calls N                      answers that are timed, 1 to 10000 (100)
              --certificate FILE             where the certificate goes
            PARLEY_POLICY_KEY in the environment is sent as Authorization: Api-Key.""";

    private static final int USUAL_CALLS = 100;
    private static final int MOST_CALLS = 10_000;
    private static final int WIDEST = 128;

    /** @throws IllegalArgumentException saying what is wrong */
    static ConformOptions parse(List<String> arguments, Map<String, String> environment) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!List.of("--url", "--dialect", "--profile", "--key", "--width", "--calls", "--certificate")
                    .contains(name)) {
                throw new IllegalArgumentException("there is no option " + name);
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            List<String> values = given.computeIfAbsent(name, key -> new ArrayList<>());
            values.add(arguments.get(i + 1));
            if (values.size() > 1 && !name.equals("--key")) {
                throw new IllegalArgumentException(name + " is given twice");
            }
        }
        Dialect dialect = dialect(one(given, "--dialect").orElse(""));
        Optional<ObservationPlan> plan = plan(given);
        if (dialect == Dialect.OPENPI && plan.isEmpty()) {
            throw new IllegalArgumentException("an openpi server does not say what it takes: give --profile or --key");
        }
        return new ConformOptions(
                URI.create(one(given, "--url").orElseThrow(() -> new IllegalArgumentException("--url is missing"))),
                dialect,
                plan,
                one(given, "--width")
                        .map(it -> OptionalInt.of(number("--width", it, WIDEST)))
                        .orElse(OptionalInt.empty()),
                one(given, "--calls")
                        .map(it -> number("--calls", it, MOST_CALLS))
                        .orElse(USUAL_CALLS),
                key(environment),
                one(given, "--certificate").map(Path::of));
    }

    private static Map<String, String> key(Map<String, String> environment) {
        String key = environment.getOrDefault("PARLEY_POLICY_KEY", "");
        return key.isBlank() ? Map.of() : Map.of("Authorization", "Api-Key " + key.strip());
    }

    private static Optional<String> one(Map<String, List<String>> given, String name) {
        return Optional.ofNullable(given.get(name)).map(List::getFirst);
    }

    private static Dialect dialect(String name) {
        for (Dialect dialect : Dialect.values()) {
            if (dialect.name().toLowerCase(Locale.ROOT).equals(name)) {
                return dialect;
            }
        }
        throw new IllegalArgumentException("--dialect is openpi or roboarena, not '" + name + "'");
    }

    private static Optional<ObservationPlan> plan(Map<String, List<String>> given) {
        List<String> keys = given.getOrDefault("--key", List.of());
        Optional<String> profile = one(given, "--profile");
        if (profile.isPresent() && !keys.isEmpty()) {
            throw new IllegalArgumentException("give --profile or --key, not both");
        }
        return keys.isEmpty()
                ? profile.map(ObservationPlan::known)
                : Optional.of(ObservationPlan.of("own", keys.toArray(String[]::new)));
    }

    private static int number(String name, String value, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is a whole number from 1 to " + most + ", not " + value, e);
        }
        throw new IllegalArgumentException(name + " is a whole number from 1 to " + most + ", not " + value);
    }
}
