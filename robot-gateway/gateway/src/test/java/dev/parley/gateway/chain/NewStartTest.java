package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.wire.WireEncoding;
import dev.parley.contracts.wire.WireLimits;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.GatewayFrame;
import dev.parley.station.v1.HeldDecision;
import dev.parley.station.v1.HeldEpisode;
import dev.parley.station.v1.Hello;
import dev.parley.station.v1.StationFrame;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A station whose process started anew while the database comes and goes. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class NewStartTest {
    @Inject
    Lab lab;

    @Inject
    Assignments assignments;

    @Inject
    Stations stations;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    /** Were it the other way round, a database that died in between would make the old attempt look like the new process's. */
    @Test
    void attemptOfTheOldProcessIsGivenUpBeforeTheNewStartIsOnRecord() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        lab.announce(registered);
        AssignmentData offered = lab.offer(lab.ask(Lab.someone()), registered, 0);
        AssignmentData leased = Lab.await(assignments.lease(offered.id(), offered.fence(), Duration.ofSeconds(30)));
        try (Connection connection = DriverManager.getConnection(database, user, password);
                RawStation station = RawStation.control(registered, WireEncoding.BINARY)) {
            // Nobody can write the station's row: the new start cannot be recorded.
            connection.setAutoCommit(false);
            try (PreparedStatement hold =
                    connection.prepareStatement("SELECT 1 FROM station WHERE id = ? FOR NO KEY UPDATE")) {
                hold.setObject(1, UUID.fromString(registered.id().toString()));
                hold.executeQuery();
            }
            station.send(StationFrame.newBuilder()
                    .setHello(Hello.newBuilder()
                            .setBootId("a-new-start")
                            .setProtocolMin(WireLimits.PROTOCOL)
                            .setProtocolMax(WireLimits.PROTOCOL)
                            .setCapabilities(Lab.capabilities(StationKind.SIMULATOR))
                            .addHeld(HeldEpisode.newBuilder()
                                    .setEpisodeId(leased.id().toString())
                                    .setFence(leased.fence().value())
                                    .setState(EpisodeState.EPISODE_STATE_RUNNING)))
                    .build());

            Lab.until(
                    "given up",
                    () -> Lab.await(assignments.find(leased.id())).orElseThrow().state() == AssignmentState.REVOKED);
            assertThat(Lab.await(stations.find(registered.id())).orElseThrow().bootId())
                    .isEqualTo("announced");
            connection.rollback();
            assertThat(station.await(GatewayFrame::hasWelcome)
                            .getWelcome()
                            .getDecisions(0)
                            .getDecision())
                    .isEqualTo(HeldDecision.HELD_DECISION_REPORT_ONLY);
        }
    }
}
