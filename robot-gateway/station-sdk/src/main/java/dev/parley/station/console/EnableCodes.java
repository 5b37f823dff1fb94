package dev.parley.station.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Codes that prove that somebody at the local console wants this now: six digits, for one purpose, for one use, for 60 s of
 * the station's monotonic time. A new one replaces the one before; five wrong attempts spoil it. Thread-safe.
 */
public final class EnableCodes {
    /** How long a code is good. */
    public static final Duration GOOD_FOR = Duration.ofSeconds(60);

    private static final int DIGITS_BOUND = 1_000_000;
    private static final int ATTEMPTS = 5;

    private final RandomGenerator random;
    private final LongSupplier nanoTime;
    private @Nullable Issued issued;
    private int wrong;

    private record Issued(Purpose purpose, String code, long atNs) {}

    /** @param random must not be predictable */
    public EnableCodes(RandomGenerator random, LongSupplier nanoTime) {
        this.random = random;
        this.nanoTime = nanoTime;
    }

    /** A fresh code. */
    public synchronized String issue(Purpose purpose) {
        String code = String.format(Locale.ROOT, "%06d", random.nextInt(DIGITS_BOUND));
        issued = new Issued(purpose, code, nanoTime.getAsLong());
        wrong = 0;
        return code;
    }

    /** Uses a code up; true only for the right one, in time, for this purpose. */
    public synchronized boolean redeem(Purpose purpose, String code) {
        Issued current = issued;
        if (current == null) {
            return false;
        }
        if (nanoTime.getAsLong() - current.atNs() > GOOD_FOR.toNanos()) {
            issued = null;
            return false;
        }
        boolean right = current.purpose() == purpose
                && MessageDigest.isEqual(
                        current.code().getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8));
        if (right || ++wrong == ATTEMPTS) {
            issued = null;
        }
        return right;
    }
}
