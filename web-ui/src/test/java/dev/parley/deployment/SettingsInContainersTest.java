package dev.parley.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A setting that is misspelt in a container is silently ignored by the server: here it is not. */
class SettingsInContainersTest {

    private static final Pattern VARIABLE = Pattern.compile("\\bPARLEY_[A-Z0-9_]+");
    private static final Pattern SETTING = Pattern.compile("(?m)^#?(parley\\.[a-z0-9.-]+)=");
    private static final Set<String> OF_THE_SIMULATOR = Set.of(
            "PARLEY_GATEWAY", "PARLEY_STATION_KEY_FILE", "PARLEY_STATION_NAME", "PARLEY_ONNX_DEVICE", "PARLEY_SCENES");

    @Test
    void everyVariableIsASettingOfTheServerOrOfTheSimulator() throws IOException {
        Set<String> known = settings();
        known.addAll(OF_THE_SIMULATOR);

        for (String file : Set.of(
                "settings.env",
                "make-secrets.sh",
                "compose.yaml",
                "server.Dockerfile",
                "simulator.Dockerfile",
                "simulator-cuda.Dockerfile",
                "simulator-entrypoint.sh",
                "kubernetes/server.yaml",
                "kubernetes/simulator.yaml")) {
            assertThat(known).as(file).containsAll(variables(DockerFolder.text(file)));
        }
    }

    @Test
    void simulatorReadsTheVariablesThatItIsGiven() {
        assertThat(variables(DockerFolder.text("simulator-entrypoint.sh"))).isEqualTo(OF_THE_SIMULATOR);
    }

    @Test
    void everyEmbeddedTwinIsSwitchedOff() {
        assertThat(variables(DockerFolder.text("settings.env") + DockerFolder.text("make-secrets.sh")))
                .contains(
                        "PARLEY_POSTGRES_URL",
                        "PARLEY_REDIS_URL",
                        "PARLEY_KURENTO_URL",
                        "PARLEY_SECRET_ROOT_KEY",
                        "PARLEY_SIMULATORS_KEYS");
        assertThat(DockerFolder.text("settings.env")).contains("PARLEY_EMBEDDED_SIMULATOR=0");
    }

    @Test
    void settingsHoldNoSecret() {
        assertThat(DockerFolder.text("settings.env").lines().filter(line -> !line.startsWith("#")))
                .noneMatch(line -> line.matches("(?i).*(password|secret|key|token).*"));
        assertThat(DockerFolder.text("compose.yaml")).doesNotContainPattern("PASSWORD[=:]");
    }

    @Test
    void secretsAreNewInEveryInstallationAndStayWhenMadeAgain(@TempDir java.nio.file.Path folder) throws Exception {
        var script = Files.copy(DockerFolder.FOLDER.resolve("make-secrets.sh"), folder.resolve("make-secrets.sh"));
        String first = made(script);

        assertThat(first).contains("PARLEY_POSTGRES_PASSWORD=", "PARLEY_SIMULATORS_KEYS=psk_");
        assertThat(made(script)).isEqualTo(first);
        Files.delete(folder.resolve("secrets/root_key"));
        assertThat(made(script)).isNotEqualTo(first);
    }

    private static String made(java.nio.file.Path script) throws Exception {
        Process process = new ProcessBuilder("sh", script.toString())
                .redirectErrorStream(true)
                .start();
        String words = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(words).isZero();
        return Files.readString(script.resolveSibling("secrets/server.env"));
    }

    private static Set<String> variables(String text) {
        return VARIABLE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> settings() throws IOException {
        String file = Files.readString(DockerFolder.ROOT.resolve("web-ui/src/main/resources/application.properties"));
        return SETTING.matcher(file)
                .results()
                .map(setting -> setting.group(1).toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
