package dev.parley.core.quota;

import java.time.Instant;
import java.util.Optional;

/**
 * Why a lab gives no more now.
 *
 * @param ofPolicy whether it is the quota of a policy, not of the lab as a whole; which policy is not said, since blind
 *     comparisons wait too
 * @param mostPerDay episodes in 24 hours
 * @param goesOn when there is room again; empty: not by itself
 */
public record FullDay(boolean ofPolicy, int mostPerDay, Optional<Instant> goesOn) {}
