package dev.parley.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real model. */
class MiniLmTest {
    @TempDir
    private static Path folder;

    private static MiniLm model;

    @BeforeAll
    static void load() throws Exception {
        model = MiniLm.load(folder);
    }

    @AfterAll
    static void close() throws Exception {
        model.close();
    }

    @Test
    void nothingIsLeftOnTheDiskOnceTheModelIsLoaded() {
        assertThat(folder).isEmptyDirectory();
    }

    /** Sentences in many alphabets, and the numbers that the authors' tokeniser (Hugging Face) gives them. */
    @Test
    void piecesAreThoseOfTheReference() throws Exception {
        WordPieces words = new WordPieces(MiniLm.vocabulary());
        List<String> lines = new ArrayList<>();
        try (InputStream file = MiniLmTest.class.getResourceAsStream("/embedding/word-pieces.tsv")) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
        }
        assertThat(lines).hasSizeGreaterThan(20).allSatisfy(line -> {
            String[] parts = line.split("\t");
            assertThat(words.read(parts[0]))
                    .as(parts[0])
                    .containsExactly(Arrays.stream(parts[1].split(" "))
                            .mapToLong(Long::parseLong)
                            .toArray());
        });
    }

    @Test
    void vectorsHaveLengthOne() throws Exception {
        for (String sentence :
                new String[] {"put the red cube in the blue bowl", "x", "", "… !", "word ".repeat(2000)}) {
            float[] meaning = model.encode(sentence);
            assertThat(meaning).hasSize(TextEncoder.WIDTH);
            assertThat(TextEncoder.likeness(meaning, meaning)).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void sameSentenceIsTheSameVectorEachTime() throws Exception {
        assertThat(model.encode("open the drawer")).isEqualTo(model.encode("Open the  drawer"));
    }

    /** Measured with the authors' tokeniser (Hugging Face) on the same model. */
    @Test
    void likenessIsThatOfTheReference() throws Exception {
        assertThat(likeness("open the drawer", "close the drawer")).isCloseTo(0.904656, within(1e-3));
        assertThat(likeness("put the red cube in the blue bowl", "drive to the yellow cone"))
                .isCloseTo(0.284769, within(1e-3));
        assertThat(likeness("tidy up — s'il vous plaît!", "clean the table")).isCloseTo(0.310325, within(1e-3));
    }

    private static double likeness(String one, String other) throws Exception {
        return TextEncoder.likeness(model.encode(one), model.encode(other));
    }
}
