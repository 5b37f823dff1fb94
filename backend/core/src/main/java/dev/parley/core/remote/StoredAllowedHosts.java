package dev.parley.core.remote;

import dev.parley.contracts.PersonId;
import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.Deed;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import dev.parley.policy.guard.AddressGuard;
import dev.parley.policy.guard.Resolver;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Allowed hosts in PostgreSQL. */
@ApplicationScoped
class StoredAllowedHosts implements AllowedHosts {
    private static final Pattern HOST =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\\[[0-9a-f:.]{2,45}])(?::\\d{1,5})?");

    private static final String ALL = """
            SELECT h.host, p.name, h.reason, h.allowed_at FROM remote_host h JOIN person p ON p.id = h.allowed_by
            ORDER BY h.host""";

    private final Transactions transactions;
    private final Pool postgres;
    private final Audit audit;
    private final Resolver resolver;

    @Inject
    StoredAllowedHosts(Transactions transactions, Pool postgres, Audit audit, Resolver resolver) {
        this.transactions = transactions;
        this.postgres = postgres;
        this.audit = audit;
        this.resolver = resolver;
    }

    @Override
    public Uni<List<AllowedHost>> all() {
        return postgres.preparedQuery(ALL).execute().map(rows -> {
            List<AllowedHost> found = new ArrayList<>();
            rows.forEach(row -> found.add(new AllowedHost(
                    row.getString(0),
                    row.getString(1),
                    row.getString(2),
                    row.getOffsetDateTime(3).toInstant())));
            return List.copyOf(found);
        });
    }

    @Override
    public Uni<AllowedHost> allow(String host, Actor by, String reason) {
        String name = host.strip().toLowerCase(Locale.ROOT);
        if (!HOST.matcher(name).matches()) {
            return Uni.createFrom()
                    .failure(new ParleyException(
                            ErrorCode.BODY_MALFORMED,
                            "host is a name or an address, as in policy-box.lab or 10.0.0.7:8000 or [fd00::7]; \"%s\" is none."
                                    .formatted(name.length() <= 80 ? name : name.substring(0, 80) + "…")));
        }
        PersonId person = by.person().orElseThrow(() -> new IllegalArgumentException("somebody allows a host"));
        return transactions
                .write(session -> session.createNativeQuery(
                                "INSERT INTO remote_host (host, allowed_by, reason, allowed_at)"
                                        + " VALUES (:host, :by, :reason, clock_timestamp()) ON CONFLICT (host) DO UPDATE SET"
                                        + " allowed_by = excluded.allowed_by, reason = excluded.reason,"
                                        + " allowed_at = excluded.allowed_at")
                        .setParameter("host", name)
                        .setParameter("by", person.value())
                        .setParameter("reason", reason)
                        .executeUpdate()
                        .chain(() -> audit.record(session, by, deed("remote-host.allowed", name, reason))))
                .chain(this::all)
                .map(all -> all.stream()
                        .filter(each -> each.host().equals(name))
                        .findFirst()
                        .orElseThrow());
    }

    @Override
    public Uni<Void> forbid(String host, Actor by, String reason) {
        String name = host.strip().toLowerCase(Locale.ROOT);
        if (!HOST.matcher(name).matches()) {
            // It was never allowed, and not all of it may be a text to a database.
            return Uni.createFrom().voidItem();
        }
        return transactions.write(session -> session.createNativeQuery("DELETE FROM remote_host WHERE host = :host")
                .setParameter("host", name)
                .executeUpdate()
                .chain(gone -> gone == 0
                        ? Uni.createFrom().voidItem()
                        : audit.record(session, by, deed("remote-host.forbidden", name, reason))));
    }

    private static Deed deed(String action, String host, String reason) {
        return new Deed(action, "remote-host", host, Optional.empty(), reason, Map.of());
    }

    @Override
    public Uni<AddressGuard> guard() {
        return postgres.preparedQuery("SELECT host FROM remote_host").execute().map(rows -> {
            Set<String> hosts = new HashSet<>();
            rows.forEach(row -> hosts.add(row.getString(0)));
            return new AddressGuard(hosts, resolver);
        });
    }
}
