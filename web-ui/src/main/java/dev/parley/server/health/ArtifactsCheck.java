package dev.parley.server.health;

import dev.parley.core.artifact.ArtifactStore;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Recordings can be stored: the disk has room, or the bucket answers. */
@Readiness
@ApplicationScoped
class ArtifactsCheck implements AsyncHealthCheck {
    private static final String NAME = "artifacts";
    private static final Duration WITHIN = Duration.ofSeconds(3);

    private final ArtifactStore store;

    @Inject
    ArtifactsCheck(ArtifactStore store) {
        this.store = store;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .item(store::trouble)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .ifNoItem()
                .after(WITHIN)
                .fail()
                .map(trouble ->
                        trouble.map(why -> Checks.down(NAME, why)).orElseGet(() -> HealthCheckResponse.up(NAME)))
                .onFailure()
                .recoverWithItem(() -> Checks.down(NAME, "The artifact store does not answer"));
    }
}
