package dev.parley.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class DurabilityTest {
    @Inject
    Pool sql;

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "synchronous_commit"})
    void databaseKeepsWhatItAcknowledged(String setting) {
        String value = sql.query("SHOW " + setting)
                .execute()
                .await()
                .atMost(Duration.ofSeconds(60))
                .iterator()
                .next()
                .getString(0);
        assertThat(value).isEqualTo("on");
    }
}
