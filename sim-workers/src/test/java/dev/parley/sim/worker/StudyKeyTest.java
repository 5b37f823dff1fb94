package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StudyKeyTest {

    @Test
    void comesFromTheEnvironmentBeforeStandardInput() throws Exception {
        assertThat(key(Map.of(StudyKey.VARIABLE, " from-the-environment "), "from-standard-input\n"))
                .isEqualTo("from-the-environment");
        assertThat(key(Map.of(), "from-standard-input\nmore")).isEqualTo("from-standard-input");
        assertThat(key(Map.of(StudyKey.VARIABLE, " "), "without-an-end")).isEqualTo("without-an-end");
    }

    @Test
    void missingKeyIsSaidInOneSentence() {
        assertThatThrownBy(() -> key(Map.of(), "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PARLEY_STUDY_KEY");
        assertThatThrownBy(() -> key(Map.of(), "")).hasMessageContaining("first line of standard input");
    }

    private static String key(Map<String, String> environment, String input) throws Exception {
        return new StudyKey(environment, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8))).key();
    }
}
