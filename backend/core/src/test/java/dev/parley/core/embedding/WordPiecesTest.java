package dev.parley.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WordPiecesTest {
    private static final Map<String, Integer> SMALL = Map.ofEntries(
            Map.entry("[CLS]", 1),
            Map.entry("[SEP]", 2),
            Map.entry("[UNK]", 3),
            Map.entry("put", 4),
            Map.entry("cube", 5),
            Map.entry("##s", 6),
            Map.entry("cub", 7),
            Map.entry("cafe", 8),
            Map.entry(".", 9),
            Map.entry("$", 10),
            Map.entry("中", 11),
            Map.entry("i", 12));

    private final WordPieces small = new WordPieces(SMALL);

    @Test
    void longestPieceFromTheBeginningWins() {
        assertThat(small.read("put cubes")).containsExactly(1, 4, 5, 6, 2);
    }

    @Test
    void caseAccentsAndControlCharactersDoNotCount() {
        assertThat(small.read("PUT\u200d Café\u0000")).containsExactly(1, 4, 8, 2);
        assertThat(small.read("İ")).containsExactly(1, 12, 2);
    }

    @Test
    void signsAndChineseCharactersAreWordsOfTheirOwn() {
        assertThat(small.read("cube.put$cube")).containsExactly(1, 5, 9, 4, 10, 5, 2);
        assertThat(small.read("put中cube")).containsExactly(1, 4, 11, 5, 2);
    }

    @Test
    void wordsThatCannotBeCutAreUnknownAsAWhole() {
        assertThat(small.read("cubez put")).containsExactly(1, 3, 4, 2);
        assertThat(small.read("cube" + "s".repeat(97))).containsExactly(1, 3, 2);
        assertThat(small.read("")).containsExactly(1, 2);
    }

    @Test
    void whatIsTooLongLosesItsEnd() {
        long[] read = small.read("put ".repeat(1000));
        assertThat(read).hasSize(WordPieces.MOST).endsWith(4, 2);
    }

    @Test
    void vocabularyWithoutItsMarksIsRefused() {
        assertThatThrownBy(() -> new WordPieces(Map.of("put", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[CLS]");
    }
}
