package dev.parley.gateway.relay;

import java.util.Arrays;

/** How long answers took, and what passing them on added. Thread-safe; a few thousand of an episode. */
final class RelayTimes {
    private static final int MOST = 20_000;

    private long[] policyNs = new long[64];
    private long[] addedNs = new long[64];
    private int asks;

    /** @param addedUs half of all questions took at most so much beside the policy's own time */
    record Summary(int asks, long p50Us, long p95Us, long p99Us, long addedUs) {}

    /** Nothing was asked. */
    static final Summary NONE = new Summary(0, 0, 0, 0, 0);

    synchronized void add(long policy, long added) {
        if (asks == MOST) {
            return;
        }
        if (asks == policyNs.length) {
            policyNs = Arrays.copyOf(policyNs, 2 * asks);
            addedNs = Arrays.copyOf(addedNs, 2 * asks);
        }
        policyNs[asks] = policy;
        addedNs[asks] = added;
        asks++;
    }

    synchronized Summary summary() {
        long[] policy = Arrays.copyOf(policyNs, asks);
        long[] added = Arrays.copyOf(addedNs, asks);
        Arrays.sort(policy);
        Arrays.sort(added);
        return new Summary(asks, rank(policy, 50), rank(policy, 95), rank(policy, 99), rank(added, 50));
    }

    private static long rank(long[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[(sorted.length * percent + 99) / 100 - 1] / 1_000;
    }
}
