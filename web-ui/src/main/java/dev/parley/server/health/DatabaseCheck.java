package dev.parley.server.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** PostgreSQL answers. */
@Readiness
@ApplicationScoped
class DatabaseCheck implements AsyncHealthCheck {
    private final Pool pool;

    @Inject
    DatabaseCheck(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Checks.answer("database", pool.query("SELECT 1").execute(), "PostgreSQL does not answer");
    }
}
