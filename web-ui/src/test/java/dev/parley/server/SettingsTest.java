package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertThat(settings.scenes().names()).hasSize(6).startsWith("blocks-and-bowls");
    }

    @Test
    void sceneThatTheSimulatorsDoNotHaveIsRefusedWithThoseThatExist(@TempDir Path program) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(program.resolve("sim.jar")))) {
            jar.putNextEntry(new ZipEntry("scenes/carried.json"));
            jar.write("[\"blocks-and-bowls\", \"room\"]".getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(Files.createDirectory(program.resolve("mine")).resolve("scene.json"), "{}");

        EmbeddedScenes.parse("room, blocks-and-bowls," + program.resolve("mine"))
                .requireThere(program);
        EmbeddedScenes.parse("room").requireThere(program.resolve("not built yet"));
        assertThatThrownBy(() -> EmbeddedScenes.parse("room,kitchen").requireThere(program))
                .hasMessage("parley.embedded.scenes names kitchen, which is no scene; there are blocks-and-bowls, room,"
                        + " and folders, which have a slash in their name");
        assertThatThrownBy(() -> EmbeddedScenes.parse("./nowhere").requireThere(program))
                .hasMessageContaining("there is no scene.json in the folder");
        assertThatThrownBy(() -> Settings.read(system, Map.of("PARLEY_EMBEDDED_SCENES", "room,,")))
                .hasMessageContaining("parley.embedded.scenes is a list of scenes");
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
