package dev.parley.core.remote;

import dev.parley.policy.conformance.Subject;
import dev.parley.policy.link.LinkLimits;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** Registered policies with how to reach them; their keys are opened here and nowhere else. */
@ApplicationScoped
public class Subjects {
    private static final String FIND =
            "SELECT " + RemoteRows.POLICY + ", r.sealed_key FROM remote_policy r WHERE r.name = $1";
    private static final int SEALED_KEY = 14;

    private final Pool postgres;
    private final AllowedHosts hosts;
    private final KeySeal seal;

    @Inject
    Subjects(Pool postgres, AllowedHosts hosts, KeySeal seal) {
        this.postgres = postgres;
        this.hosts = hosts;
        this.seal = seal;
    }

    /** A policy and its server, under today's rules of which addresses may be reached. */
    public record Reachable(RemotePolicyData policy, Subject subject) {}

    /** Empty where no such policy was registered. */
    public Uni<Optional<Reachable>> find(String policy, LinkLimits limits) {
        return postgres.preparedQuery(FIND)
                .execute(Tuple.of(policy))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().item(Optional.empty())
                        : hosts.guard().map(guard -> {
                            Row row = rows.iterator().next();
                            RemotePolicyData data = RemoteRows.policy(row);
                            return Optional.of(new Reachable(
                                    data,
                                    new Subject(
                                            data.url(),
                                            data.dialect(),
                                            headers(row, data),
                                            guard,
                                            limits,
                                            System::nanoTime)));
                        }));
    }

    private Map<String, String> headers(Row row, RemotePolicyData policy) {
        return policy.keyed()
                ? Map.of(
                        "Authorization",
                        "Api-Key "
                                + seal.open(
                                        row.getBuffer(SEALED_KEY).getBytes(),
                                        policy.name(),
                                        policy.url().toString()))
                : Map.of();
    }
}
