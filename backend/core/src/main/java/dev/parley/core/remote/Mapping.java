package dev.parley.core.remote;

import dev.parley.policy.conformance.ObservationPlan;
import dev.parley.policy.dialect.Dialect;
import dev.parley.policy.dialect.PolicyRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a remote policy is used: what it is shown and what its answers mean. Declared once; another mapping is another policy.
 *
 * @param sceneIds where it acts; all of one body
 * @param inputs in the order in which they are sent
 * @param actionWidth numbers in one action, in the station's order and units
 * @param horizon actions of an answer that are carried out before it is asked again
 */
public record Mapping(List<String> sceneIds, List<Input> inputs, int actionWidth, int horizon) {
    public static final int MOST_SCENES = 16;
    public static final int MOST_INPUTS = 16;
    public static final int WIDEST_ACTION = 128;
    public static final int FARTHEST_HORIZON = 100;
    public static final long MOST_BYTES = 3_000_000;

    private static final Set<String> RESERVED = Set.of(PolicyRequest.SESSION, PolicyRequest.ENDPOINT);

    /** @throws dev.parley.core.problem.ParleyException MAPPING_REFUSED */
    public Mapping {
        sceneIds = sceneIds.stream().distinct().toList();
        inputs = List.copyOf(inputs);
        requireBetween("scenes", sceneIds.size(), MOST_SCENES);
        requireBetween("inputs", inputs.size(), MOST_INPUTS);
        requireBetween("numbers in an action", actionWidth, WIDEST_ACTION);
        requireBetween("actions before it is asked again", horizon, FARTHEST_HORIZON);
        if (inputs.stream().map(Input::key).distinct().count() != inputs.size()) {
            throw Input.refused("Two inputs have the same key; each stands once.");
        }
        Set<String> plain = inputs.stream().map(Input::key).collect(Collectors.toUnmodifiableSet());
        inputs.stream()
                .filter(input -> !input.outer().equals(input.key()) && plain.contains(input.outer()))
                .findFirst()
                .ifPresent(input -> {
                    throw Input.refused("The key %s stands alone and as the map of %s; it is one of the two."
                            .formatted(input.outer(), input.key()));
                });
        if (inputs.stream().map(Input::outer).anyMatch(RESERVED::contains)) {
            throw Input.refused("The keys %s are the protocol's own; say nothing of them.".formatted(RESERVED));
        }
        long bytes = inputs.stream().mapToLong(Input::bytes).sum();
        if (bytes > MOST_BYTES) {
            throw Input.refused("Its inputs have %d bytes together; at most %d travel in one message."
                    .formatted(bytes, MOST_BYTES));
        }
        if (inputs.stream().noneMatch(input -> input.source() == Input.Source.INSTRUCTION)) {
            throw Input.refused(
                    "None of the inputs comes from \"instruction\": the policy would never know what is asked.");
        }
    }

    private static void requireBetween(String what, int count, int most) {
        if (count < 1 || count > most) {
            throw Input.refused("There are 1 to %d %s, not %d.".formatted(most, what, count));
        }
    }

    /** The form of its observations. RoboArena's servers are also told which episode one belongs to. */
    public ObservationPlan plan(Dialect dialect) {
        Stream<String> declared = inputs.stream().map(Input::planned);
        Stream<String> more = switch (dialect) {
            case OPENPI -> Stream.empty();
            case ROBOARENA -> Stream.of(PolicyRequest.SESSION + "=text");
        };
        return ObservationPlan.of("declared", Stream.concat(declared, more).toArray(String[]::new));
    }
}
