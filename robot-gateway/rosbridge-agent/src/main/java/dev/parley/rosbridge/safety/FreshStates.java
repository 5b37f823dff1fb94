package dev.parley.rosbridge.safety;

import dev.parley.rosbridge.motion.JointHistory;
import dev.parley.rosbridge.motion.MonotonicTime;
import java.util.Optional;

/** An arm that does not say where it is, or says it late, is not led. */
public record FreshStates(JointHistory history, MonotonicTime time) implements Interlock {
    @Override
    public Optional<String> obstacle() {
        return history.fresh(time.nowNs()).isPresent()
                ? Optional.empty()
                : Optional.of("The robot has not said where its joints are for more than "
                        + history.staleAfter().toMillis() + " ms.");
    }
}
