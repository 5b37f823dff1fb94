package dev.parley.server.health;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** The common end of all checks: in time, and with a plain sentence when it fails. */
final class Checks {
    private static final Duration WITHIN = Duration.ofSeconds(3);

    private Checks() {}

    static Uni<HealthCheckResponse> answer(String name, Uni<?> attempt, String trouble) {
        return attempt.ifNoItem()
                .after(WITHIN)
                .fail()
                .map(ignored -> HealthCheckResponse.up(name))
                .onFailure()
                .recoverWithItem(() -> down(name, trouble));
    }

    static HealthCheckResponse down(String name, String trouble) {
        return HealthCheckResponse.named(name)
                .down()
                .withData("trouble", trouble)
                .build();
    }
}
