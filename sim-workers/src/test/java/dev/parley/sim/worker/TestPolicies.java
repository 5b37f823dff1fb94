package dev.parley.sim.worker;

import dev.parley.sim.body.Action;
import dev.parley.sim.policy.Familiarity;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.policy.PolicyCard;
import dev.parley.sim.policy.Prompted;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.station.v1.PolicyCapability;
import dev.parley.station.v1.PolicyReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A shelf with one policy that answers as the test says. */
final class TestPolicies implements PolicyShelf {

    final List<PolicyReference> discarded = new ArrayList<>();
    private final Policy policy;

    TestPolicies(Function<Observation, Action> answer) {
        this(answer, List.of());
    }

    /** @param notes said about every action; one that speaks also knows how little it was taught */
    TestPolicies(Function<Observation, Action> answer, List<String> notes) {
        this(of(answer, notes));
    }

    TestPolicies(Policy policy) {
        this.policy = policy;
    }

    @Override
    public List<PolicyCapability> capabilities() {
        return List.of();
    }

    @Override
    public Policy take(PolicyReference wanted, SceneDescription scene) {
        return policy;
    }

    @Override
    public void preload() {
        // Nothing takes long.
    }

    @Override
    public void discard(PolicyReference stuck) {
        discarded.add(stuck);
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    static Policy of(Function<Observation, Action> answer) {
        return of(answer, List.of());
    }

    private static Policy of(Function<Observation, Action> answer, List<String> notes) {
        return new Policy() {
            @Override
            public PolicyCard card() {
                return new PolicyCard(
                        "test",
                        "Test",
                        "random",
                        false,
                        "0",
                        "blocks-and-bowls",
                        "arm",
                        "",
                        "",
                        List.of(),
                        List.of(),
                        List.of(PolicyCard.Asking.values()),
                        List.of(),
                        List.of("blocks-and-bowls"),
                        0);
            }

            @Override
            public void begin(Prompted prompted, long seed) {
                // Remembers nothing.
            }

            @Override
            public Action act(Observation observation) {
                return answer.apply(observation);
            }

            @Override
            public Optional<Familiarity> familiarity() {
                return notes.isEmpty() ? Optional.empty() : Optional.of(Familiarity.of(0.25, 0.5));
            }

            @Override
            public List<String> notes() {
                return notes;
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }
}
