package dev.parley.rosbridge.motion;

import java.util.Optional;
import java.util.function.Supplier;

/** One look of the watch, for tests whose time does not pass by itself. */
public final class MotionWatchForTests {
    private MotionWatchForTests() {}

    public static Runnable look(Drive drive, Supplier<Optional<String>> obstacle) {
        return new MotionWatch(drive, obstacle)::look;
    }
}
