package dev.parley.rosbridge.safety;

import java.util.Optional;

/** Something that may keep the arm still. Asked fifty times a second, from any thread; answers from memory. */
@FunctionalInterface
public interface Interlock {
    /** Why the arm must not move now, one sentence; empty where it may. What is not known is a reason. */
    Optional<String> obstacle();
}
