package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private final Properties system = new Properties();

    @Test
    void nothingConfiguredMeansLoopbackAndEverythingEmbedded() {
        Settings settings = Settings.read(system, Map.of());
        assertThat(settings.url()).isEqualTo(URI.create("http://127.0.0.1:8080/"));
        assertThat(settings.postgresUrl()).isEmpty();
        assertThat(settings.redisUrl()).isEmpty();
        assertThat(settings.kurentoUrl()).isEmpty();
        assertThat(settings.simulators()).isEqualTo(1);
    }

    @Test
    void environmentWinsOverTheFileAndSystemPropertyOverBoth() {
        Map<String, String> environment = Map.of("PARLEY_PORT", "9090", "PARLEY_EMBEDDED_SIMULATOR", "0");
        assertThat(Settings.read(system, environment).port()).isEqualTo(9090);
        assertThat(Settings.read(system, environment).simulators()).isZero();
        system.setProperty("parley.port", "9091");
        assertThat(Settings.read(system, environment).port()).isEqualTo(9091);
    }

    @Test
    void serviceElsewhereSwitchesItsTwinOff() {
        assertThat(Settings.read(system, Map.of("PARLEY_POSTGRES_URL", "postgresql://db:5432/parley"))
                        .postgresUrl())
                .contains("postgresql://db:5432/parley");
    }

    @Test
    void openServerIsShownAtAnAddressThatABrowserTakes() {
        assertThat(Settings.url("0.0.0.0", 80)).isEqualTo(URI.create("http://127.0.0.1:80/"));
        assertThat(Settings.url("::1", 80)).isEqualTo(URI.create("http://[::1]:80/"));
    }

    @Test
    void nonsenseIsNamedWithWhatWouldBeRight() {
        assertThatThrownBy(() -> Settings.read(system, Map.of("PARLEY_PORT", "eighty")))
                .hasMessage("parley.port must be a whole number from 1 to 65535, not \"eighty\"");
        assertThatThrownBy(() -> Settings.read(system, Map.of("PARLEY_POSTGRES_URL", "jdbc:postgresql://db/parley")))
                .hasMessage("parley.postgres.url must start with postgresql://");
        assertThatThrownBy(() -> Settings.read(system, Map.of("PARLEY_DATA", " ")))
                .hasMessage("parley.data is empty; it needs a value");
    }
}
