package dev.parley.ui.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PromptWordsTest {
    @Test
    void pictureAloneIsSaidNotToBeMachineJudged() {
        assertThat(PromptWords.reading(false, Optional.empty())).startsWith("Not machine-judged");
    }

    @Test
    void wordsBesideAPictureAreWhatTheJudgeReads() {
        assertThat(PromptWords.reading(true, Optional.of("the red cube in the blue bowl")))
                .isEqualTo("The judge will look for: the red cube in the blue bowl.");
        assertThat(PromptWords.reading(true, Optional.empty())).startsWith("No judge knows this one");
    }
}
