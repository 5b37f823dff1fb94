package dev.parley.core.remote;

import dev.parley.core.audit.Actor;
import dev.parley.policy.guard.AddressGuard;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** Hosts that are not of the open internet and that policies may run on all the same, because an admin said so. */
public interface AllowedHosts {
    record AllowedHost(String host, String allowedBy, String reason, Instant allowedAt) {}

    Uni<List<AllowedHost>> all();

    /**
     * Allowing one again replaces its reason.
     *
     * @param host as in the URL, for every port, or {@code host:port}; an IPv6 address in brackets
     * @throws dev.parley.core.problem.ParleyException BODY_MALFORMED
     */
    Uni<AllowedHost> allow(String host, Actor by, String reason);

    /** It holds from the next connection on; those that are open are left alone. */
    Uni<Void> forbid(String host, Actor by, String reason);

    /** As it is now: ask for every connection anew. */
    Uni<AddressGuard> guard();
}
