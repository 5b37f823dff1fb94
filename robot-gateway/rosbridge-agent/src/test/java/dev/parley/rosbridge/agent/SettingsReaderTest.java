package dev.parley.rosbridge.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.rosbridge.wire.RosVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {
    @TempDir
    Path folder;

    @BeforeEach
    void lay() throws IOException {
        TestSettings.lay(folder);
    }

    private AgentSettings read(String from, String to) throws IOException {
        Path file = folder.resolve("settings.json");
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
        try {
            return SettingsReader.read(file);
        } finally {
            Files.writeString(file, text);
        }
    }

    private void refused(String from, String to, String... words) {
        assertThatThrownBy(() -> read(from, to))
                .as(to)
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains(words);
    }

    @Test
    void settingsAreRead() throws IOException {
        AgentSettings settings = SettingsReader.read(folder.resolve("settings.json"));
        assertThat(settings.bridge().version()).isEqualTo(RosVersion.ROS_1);
        assertThat(settings.control().period()).isEqualTo(Duration.ofMillis(100));
        assertThat(settings.robot().guarded()).containsExactly("hand", "tool0");
        assertThat(settings.limits().joints().getFirst().low()).isEqualTo(-2.78);
        assertThat(settings.limits().joints().getFirst().maxVelocity()).isEqualTo(1.5);
        assertThat(settings.reset().scripted()).isFalse();
    }

    @Test
    void misspeltSettingIsNamedAndNotLeftOut() {
        refused("\"maxToolSpeedMPerS\"", "\"maxToolSpeed\"", "envelope.maxToolSpeedMPerS");
        refused("\"overshootM\"", "\"overshoot\"", "envelope.overshoot", "overshootM");
        refused("\"jointStep\"", "\"jointSteps\"", "envelope.jointSteps");
        refused("\"hottest\": 60", "\"hottest\": 60, \"coldest\": 1", "temperatures[0].coldest");
    }

    @Test
    void whatIsOutOfRangeIsNamedWithItsRange() {
        refused("\"hz\": 10", "\"hz\": 3", "control.hz", "4");
        refused("\"hz\": 10", "\"hz\": \"10\"", "control.hz");
        refused("\"watchdogMs\": 300", "\"watchdogMs\": 199", "envelope.watchdogMs", "200");
        refused("\"watchdogMs\": 300", "\"watchdogMs\": 501", "envelope.watchdogMs", "500");
        refused("[0.1, -0.3, 0.05]", "[0.1, -0.3]", "workspace.min", "3 numbers");
        refused("[0.1, -0.3, 0.05]", "[0.7, -0.3, 0.05]", "lower to its upper");
        refused("\"kind\": \"joint-position\"", "\"kind\": \"wave\"", "joint-position, joint-velocity", "wave");
        refused("\"episodesPerHour\": 20", "\"episodesPerHour\": 0", "duty.episodesPerHour");
        refused("[0.3, 0.4, 1.1, 0.3]", "[0.3, 0.4]", "commissioning.to", "4 numbers");
        refused("\"width\": 64", "\"width\": 63", "even");
        refused("\"ros\": 1", "\"ros\": 3", "rosbridge.ros");
    }

    @Test
    void limitsOfBothSidesOfARangeAreTaken() throws IOException {
        assertThat(read("\"watchdogMs\": 300", "\"watchdogMs\": 200").limits().watchdog())
                .hasMillis(200);
        assertThat(read("\"watchdogMs\": 300", "\"watchdogMs\": 500").limits().watchdog())
                .hasMillis(500);
        assertThat(read("\"hz\": 10", "\"hz\": 4").control().hz()).isEqualTo(4);
        assertThat(read("\"hz\": 10", "\"hz\": 50").control().hz()).isEqualTo(50);
    }

    @Test
    void robotWithoutAStopButtonIsNone() {
        refused("\"hardwareStop\"", "\"software\"", "signals.hardwareStop", "missing");
    }

    @Test
    void jointsAndLinksAreThoseOfTheUrdf() {
        refused("\"tool\": \"tool0\"", "\"tool\": \"tool1\"", "tool1");
        refused("[\"turn\", \"shoulder\"", "[\"shoulder\"", "turn");
    }

    @Test
    void fileThatIsNoJsonIsRefusedWithItsLine() {
        refused("\"name\": \"Table arm\",", "\"name\": ,", "line 3");
    }

    @Test
    void sceneHasTheIdThatItIsAnnouncedBy() {
        refused("{\"id\": \"lab-table\"", "{\"id\": \"other\"", "other");
    }
}
