package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ParentPipeTest {

    @Test
    void firstLineIsTheKeyAndTheRestIsTheLifeline() throws IOException {
        ParentPipe pipe = pipe("psk_abc\nanything\n");
        assertThat(pipe.readKey()).isEqualTo("psk_abc");
        pipe.awaitEnd();
    }

    @Test
    void noKeyIsRefused() {
        assertThatThrownBy(() -> pipe("\n").readKey()).hasMessageContaining("must be the station's key");
        assertThatThrownBy(() -> pipe("").readKey()).hasMessageContaining("must be the station's key");
    }

    @Test
    void hugeFirstLineIsRefusedWithoutQuotingIt() {
        assertThatThrownBy(() -> pipe("k".repeat(5000)).readKey())
                .hasMessageContaining("longer than 1024 bytes")
                .hasMessageNotContaining("kkkk");
    }

    private static ParentPipe pipe(String text) {
        return new ParentPipe(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
