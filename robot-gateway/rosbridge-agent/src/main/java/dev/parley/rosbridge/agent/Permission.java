package dev.parley.rosbridge.agent;

import dev.parley.rosbridge.safety.Interlock;
import java.util.List;
import java.util.Optional;

/** Who may lead the arm just now: an episode while its lease holds, a check while a person holds the key, otherwise nobody. Thread-safe. */
final class Permission implements Interlock {
    private static final Interlock NOBODY = () -> Optional.of("Nothing leads the arm now.");

    private volatile Interlock holder = NOBODY;

    /** All of these have to agree from now on. */
    void give(List<Interlock> conditions) {
        holder = () ->
                conditions.stream().flatMap(each -> each.obstacle().stream()).findFirst();
    }

    void takeBack() {
        holder = NOBODY;
    }

    @Override
    public Optional<String> obstacle() {
        return holder.obstacle();
    }
}
