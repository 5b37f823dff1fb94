package dev.parley.sim.uploaded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Watches one sandbox and kills it when it takes longer or holds more than it may. What it was killed for stays known. */
final class Warden {
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Process process;
    private final SandboxLimits limits;
    private final long endNs;
    private volatile long deadlineNs;
    private volatile Duration allowed = Duration.ZERO;
    private volatile boolean waiting;
    private volatile @Nullable String killedFor;

    Warden(Process process, SandboxLimits limits) {
        this.process = process;
        this.limits = limits;
        endNs = System.nanoTime() + limits.whole().toNanos();
        Thread.ofPlatform().daemon().name("sandbox-warden").start(this::watch);
    }

    /** From now on an answer is awaited. */
    void expect(Duration within) {
        allowed = within;
        deadlineNs = System.nanoTime() + within.toNanos();
        waiting = true;
    }

    /** It has come. */
    void answered() {
        waiting = false;
    }

    /** Why it was killed, as a sentence that begins with what it did; empty where it ended by itself. */
    Optional<String> killedFor() {
        return Optional.ofNullable(killedFor);
    }

    private void watch() {
        try {
            while (process.isAlive()) {
                look();
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException e) {
            kill("It was ended with the station");
        }
    }

    private void look() {
        long now = System.nanoTime();
        if (waiting && now - deadlineNs > 0) {
            kill("It gave no answer within %d ms".formatted(allowed.toMillis()));
        } else if (now - endNs > 0) {
            kill("It was not done after %d minutes".formatted(limits.whole().toMinutes()));
        } else if (residentMib() > limits.memoryMib()) {
            kill("It held more than %d MiB of memory".formatted(limits.memoryMib()));
        }
    }

    private void kill(String why) {
        if (killedFor == null) {
            killedFor = why;
        }
        process.destroyForcibly();
    }

    /** Zero where the system does not tell: its own limits have to do there. */
    private long residentMib() {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .filter(digits -> !digits.isEmpty())
                    .mapToLong(digits -> Long.parseLong(digits) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }
}
