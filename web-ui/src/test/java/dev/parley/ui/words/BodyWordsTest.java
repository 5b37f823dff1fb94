package dev.parley.ui.words;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BodyWordsTest {
    private static final String DESK = "/META-INF/resources/js/parley-desk-station.js";

    @Test
    void bodyWithoutAWordOfItsOwnIsItsCodeMadeReadable() {
        assertThat(BodyWords.label("tabletop-arm-6dof")).isEqualTo("Arm with a gripper");
        assertThat(BodyWords.label("lab-arm_7dof")).isEqualTo("Lab arm 7dof");
        assertThat(BodyWords.label("-")).isEqualTo("A robot");
    }

    @Test
    void deskOfAStationSaysTheSameWordsAsThePublicPages() throws Exception {
        String script;
        try (InputStream file = requireNonNull(BodyWordsTest.class.getResourceAsStream(DESK))) {
            script = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        Matcher table = Pattern.compile("const BODIES = \\{([^}]*)}").matcher(script);
        assertThat(table.find()).isTrue();
        Map<String, String> said = new HashMap<>();
        Matcher entry = Pattern.compile("\"([^\"]+)\": \"([^\"]+)\"").matcher(table.group(1));
        while (entry.find()) {
            said.put(entry.group(1), entry.group(2));
        }

        assertThat(said).hasSize(3);
        said.forEach((code, words) -> assertThat(BodyWords.label(code)).isEqualTo(words));
    }
}
