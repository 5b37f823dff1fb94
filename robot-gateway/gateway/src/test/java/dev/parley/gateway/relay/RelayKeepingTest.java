package dev.parley.gateway.relay;

import static dev.parley.gateway.relay.RelayRig.await;
import static dev.parley.gateway.relay.RelayRig.connect;
import static dev.parley.gateway.relay.RelayRig.observation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.assignment.Assignments;
import dev.parley.gateway.relay.RelayRig.Offered;
import dev.parley.policy.link.RemotePolicy;
import dev.parley.policy.link.StandInServer;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(value = RelaySettings.class, restrictToAnnotatedClass = true)
class RelayKeepingTest {
    private static final Duration KEEP = Duration.ofDays(35);

    @Inject
    RelayRig rig;

    @Inject
    RelayKeeping keeping;

    @Inject
    Assignments assignments;

    @Inject
    Pool postgres;

    private final String scene = "relayed-" + UUID.randomUUID();

    @Test
    void tokensOfEndedEpisodesAreForgottenAfterTheirTimeAndOthersStay() throws Exception {
        try (StandInServer server = StandInServer.openPi()) {
            rig.station(scene);
            String policy = rig.registered(server.url(), scene);
            Offered old = rig.offered(policy, scene, rig.station(scene));
            Offered young = rig.offered(policy, scene, rig.station(scene));
            Offered running = rig.offered(policy, scene, rig.station(scene));
            end(old);
            end(young);
            issued(old, KEEP.plusMinutes(1));
            issued(young, KEEP.minusMinutes(1));
            issued(running, KEEP.multipliedBy(10));

            while (await(keeping.forget(KEEP, RelayKeeping.AT_ONCE)) > 0) {
                // Other tests' tokens may be old as well.
            }

            assertThat(tokens(old)).isZero();
            assertThat(tokens(young)).isOne();
            assertThat(tokens(running)).isOne();
            try (RemotePolicy relayed = connect(running.token())) {
                assertThat(relayed.infer(observation(0)).width()).isEqualTo(RelayRig.WIDTH);
            }
        }
    }

    @Test
    void oneLookForgetsNoMoreThanSoMany() throws Exception {
        try (StandInServer server = StandInServer.openPi()) {
            rig.station(scene);
            String policy = rig.registered(server.url(), scene);
            for (int i = 0; i < 3; i++) {
                Offered old = rig.offered(policy, scene, rig.station(scene));
                end(old);
                issued(old, KEEP.plusMinutes(1));
            }

            assertThat(await(keeping.forget(KEEP, 2))).isEqualTo(2);
            assertThat(await(keeping.forget(KEEP, 2))).isPositive();
        }
    }

    private void end(Offered offered) {
        await(assignments.decline(
                offered.assignment().id(), offered.assignment().fence(), "for a test"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> await(postgres.preparedQuery("SELECT state FROM assignment WHERE id = $1")
                                .execute(Tuple.of(offered.assignment().id().value())))
                        .iterator()
                        .next()
                        .getString(0)
                        .equals("DECLINED"));
    }

    private void issued(Offered offered, Duration ago) {
        await(postgres.preparedQuery("UPDATE relay_token SET issued_at = clock_timestamp() - $2 * interval '1 second'"
                        + " WHERE assignment = $1")
                .execute(Tuple.of(offered.assignment().id().value(), (double) ago.toSeconds())));
    }

    private long tokens(Offered offered) {
        return await(postgres.preparedQuery("SELECT count(*) FROM relay_token WHERE assignment = $1")
                        .execute(Tuple.of(offered.assignment().id().value())))
                .iterator()
                .next()
                .getLong(0);
    }
}
