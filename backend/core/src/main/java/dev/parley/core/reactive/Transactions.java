package dev.parley.core.reactive;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Opens sessions and transactions from any thread. Inside an open transaction both methods join it; do not run two of
 * them at once on one context, since a session is not shared.
 */
@ApplicationScoped
public class Transactions {
    private final ReactiveBridge bridge;

    @Inject
    public Transactions(ReactiveBridge bridge) {
        this.bridge = bridge;
    }

    /** Runs {@code work} in one transaction that is rolled back when it fails. */
    public <T> Uni<T> write(Function<Mutiny.Session, Uni<T>> work) {
        return onSafeContext(
                () -> Panache.withTransaction(() -> Panache.getSession().chain(work::apply)));
    }

    /** Runs {@code work} in a session; it must not change anything. */
    public <T> Uni<T> read(Function<Mutiny.Session, Uni<T>> work) {
        return onSafeContext(
                () -> Panache.withSession(() -> Panache.getSession().chain(work::apply)));
    }

    /** PostgreSQL's wall clock: the one clock by which leases are judged. */
    public static Uni<Instant> now(Mutiny.Session session) {
        return session.createNativeQuery("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint", Long.class)
                .getSingleResult()
                .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    /** Makes transactions that use this key wait for each other until they end, on whatever replica they run. */
    public static Uni<Void> oneAtATime(Mutiny.Session session, long key) {
        return session.createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(:key)", Integer.class)
                .setParameter("key", key)
                .getSingleResult()
                .replaceWithVoid();
    }

    private <T> Uni<T> onSafeContext(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> usableHere() ? work.get() : bridge.onContext(work));
    }

    /** Hibernate Reactive wants an event loop and a duplicated context that is marked safe. */
    private static boolean usableHere() {
        if (!Context.isOnEventLoopThread() || !VertxContext.isOnDuplicatedContext()) {
            return false;
        }
        try {
            VertxContextSafetyToggle.validateContextIfExists("not marked safe", "unsafe");
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
