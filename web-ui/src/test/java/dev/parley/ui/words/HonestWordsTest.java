package dev.parley.ui.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What pages never say: turns are fair, so whoever comes first is not always served first, and nothing is promised to be safe. */
class HonestWordsTest {
    private static final List<Pattern> NEVER = List.of(
            Pattern.compile("first[ -]come"),
            Pattern.compile("first[ -]served"),
            Pattern.compile("nobody was hurt"),
            Pattern.compile("\"[^\"]*\\binstantly\\b[^\"]*\""),
            Pattern.compile("\"[^\"]*\\boops\\b[^\"]*\""));

    @Test
    void noPageSaysWhatIsNotSo() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path root : List.of(Path.of("src/main/java/dev/parley/ui"), Path.of("src/main/resources"))) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(HonestWordsTest::isText).toList()) {
                    String text = Files.readString(file).toLowerCase(Locale.ROOT);
                    NEVER.stream()
                            .filter(words -> words.matcher(text).find())
                            .forEach(words -> found.add(file + " says " + words));
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static boolean isText(Path file) {
        return file.toString().matches(".*\\.(java|js|html|css|properties)");
    }
}
