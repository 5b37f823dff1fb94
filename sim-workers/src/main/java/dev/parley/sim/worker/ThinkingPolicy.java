package dev.parley.sim.worker;

import dev.parley.sim.body.Action;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.policy.PolicyAwayException;
import dev.parley.sim.policy.PolicyException;
import dev.parley.sim.scene.Observation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a policy on a thread of its own, so that one that never answers ends its episode and not the station. The caller waits
 * meanwhile: the policy and the scene are never used at the same moment.
 */
final class ThinkingPolicy implements AutoCloseable {

    private final Policy policy;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("policy").factory());
    private boolean stuck;

    ThinkingPolicy(Policy policy) {
        this.policy = policy;
    }

    /** What a policy answered: its action, and what it had to say about it. */
    record Thought(Action action, List<String> notes) {}

    /**
     * The next action; throws {@link PolicyException} when it gives none, a wrong one, or nothing in time, and {@link
     * PolicyAwayException} when it is elsewhere and cannot be asked.
     */
    Thought act(Observation observation, Duration atMost) throws InterruptedException {
        Future<Thought> answer = thread.submit(() -> {
            Action action = policy.act(observation);
            return new Thought(action, policy.notes());
        });
        try {
            return answer.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            stuck = true;
            answer.cancel(true);
            throw new PolicyException("The policy gave no action within " + atMost.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PolicyAwayException away) {
                throw away;
            }
            throw fault(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Whether it still thinks after its time was up: this instance can never be asked again. */
    boolean isStuck() {
        return stuck;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static PolicyException fault(Throwable cause) {
        return switch (cause) {
            case PolicyException named -> named;
            // An action that is not finite cannot even be made.
            case IllegalArgumentException refused ->
                new PolicyException("The policy gave no usable action: " + refused.getMessage(), refused);
            case RuntimeException failed -> new PolicyException("The policy failed: " + failed, failed);
            case Error fatal -> throw fatal;
            default -> new PolicyException("The policy failed: " + cause, cause);
        };
    }
}
