package dev.parley.core.limit;

import java.time.Duration;

/** At most {@code most} at once, refilled evenly over {@code per}. */
record Allowance(int most, Duration per) {}
