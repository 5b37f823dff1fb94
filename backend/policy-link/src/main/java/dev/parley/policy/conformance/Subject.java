package dev.parley.policy.conformance;

import dev.parley.policy.dialect.Dialect;
import dev.parley.policy.guard.AddressGuard;
import dev.parley.policy.link.LinkFault;
import dev.parley.policy.link.LinkLimits;
import dev.parley.policy.link.RemotePolicy;
import java.net.URI;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The policy server that is examined, and how to reach it.
 *
 * @param headers for example its key; not written down
 */
public record Subject(
        URI url,
        Dialect dialect,
        Map<String, String> headers,
        AddressGuard guard,
        LinkLimits limits,
        LongSupplier nanoTime) {
    public Subject {
        headers = Map.copyOf(headers);
    }

    /** A connection of its own: what a probe breaks is not the next one's. */
    RemotePolicy open() throws LinkFault, InterruptedException {
        return RemotePolicy.open(url, dialect, headers, guard, limits, nanoTime);
    }

    @Override
    public String toString() {
        return url + " (" + dialect + ")";
    }
}
