package dev.parley.policy.link;

import dev.parley.policy.dialect.ActionChunk;
import dev.parley.policy.wire.PolicyValue.Fields;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Gives one action after the other, and asks the policy again when as many of a chunk are used up as the horizon allows. For one thread. */
public final class ChunkedPolicy {
    private final RemotePolicy policy;
    private final int horizon;
    private Optional<ActionChunk> chunk = Optional.empty();
    private int index;
    private int chunks;

    /**
     * One action and where it comes from.
     *
     * @param chunk counts inferences from 0
     * @param index within the chunk
     */
    public record Next(List<Double> action, int chunk, int index) {}

    /** @param horizon actions of a chunk that are executed before the policy is asked again; a shorter chunk is executed whole */
    public ChunkedPolicy(RemotePolicy policy, int horizon) {
        if (horizon < 1) {
            throw new IllegalArgumentException("at least one action is executed, not " + horizon);
        }
        this.policy = policy;
        this.horizon = horizon;
    }

    /** @param observation asked for only where the policy is */
    public Next next(Supplier<Fields> observation) throws LinkFault, InterruptedException {
        if (chunk.isEmpty() || index >= chunk.get().actions().size()) {
            chunk = Optional.of(policy.infer(observation.get()).first(horizon));
            index = 0;
            chunks++;
        }
        ActionChunk current = chunk.get();
        Next next = new Next(current.actions().get(index), chunks - 1, index);
        index++;
        return next;
    }
}
