package dev.parley.ui.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.prompt.PromptState;
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
            Pattern.compile("there is no account"),
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

    /** Nobody is shouted at. */
    @Test
    void noPageExclaims() throws IOException {
        Pattern exclaims = Pattern.compile("\\p{L}!(?=[\\s\"<`'])");
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Stream.concat(
                Files.walk(Path.of("src/main/java/dev/parley/ui")), Files.walk(Path.of("src/main/resources")))) {
            for (Path file : files.filter(HonestWordsTest::isText)
                    .filter(file -> !file.toString().endsWith(".css"))
                    .toList()) {
                exclaims.matcher(Files.readString(file)).results().forEach(at -> found.add(file + " at " + at.start()));
            }
        }
        assertThat(found).isEmpty();
    }

    /** Leaving the line and taking back are two things, and each has one name. */
    @Test
    void leavingTheLineAndTakingBackHaveOneNameEach() throws IOException {
        Pattern said = Pattern.compile("(?i)\"([^\"\\n]* )?withdrawn?[ .,\"]");
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/parley/ui/prompt"))) {
            for (Path file : files.filter(HonestWordsTest::isText).toList()) {
                String text = Files.readString(file).replace("setId(\"withdraw\")", "");
                said.matcher(text).results().forEach(at -> found.add(file + " says " + at.group()));
            }
        }
        assertThat(found).isEmpty();
        assertThat(PromptWords.sign(PromptState.WITHDRAWN).word()).isEqualTo("Left the line");
        assertThat(PromptWords.sign(PromptState.ERASED).word()).isEqualTo("Taken back");
    }

    private static boolean isText(Path file) {
        return file.toString().matches(".*\\.(java|js|html|css|properties)");
    }
}
