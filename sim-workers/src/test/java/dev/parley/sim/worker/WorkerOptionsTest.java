package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerOptionsTest {

    @Test
    void gatewayAndDataAreEnough() {
        assertThat(WorkerOptions.parse(List.of("--gateway", "http://127.0.0.1:8080/", "--data", "/tmp/sim")))
                .isEqualTo(new WorkerOptions(
                        URI.create("http://127.0.0.1:8080"), Path.of("/tmp/sim"), "blocks-and-bowls", "Sim 1", false));
    }

    @Test
    void missingDataIsNamed() {
        assertThatThrownBy(() -> WorkerOptions.parse(List.of("--gateway", "http://127.0.0.1:8080")))
                .hasMessage("--data is missing");
    }

    @Test
    void unknownArgumentIsNamed() {
        assertThatThrownBy(() -> WorkerOptions.parse(List.of("--speed", "2"))).hasMessage("Unknown argument --speed");
    }

    @Test
    void argumentWithoutValueIsNamed() {
        assertThatThrownBy(() -> WorkerOptions.parse(List.of("--data"))).hasMessage("--data needs a value");
    }

    @Test
    void gatewayWithAPathIsRefused() {
        assertThatThrownBy(() -> WorkerOptions.parse(List.of("--gateway", "http://host/station", "--data", "d")))
                .hasMessageContaining("an origin such as http://127.0.0.1:8080");
    }
}
