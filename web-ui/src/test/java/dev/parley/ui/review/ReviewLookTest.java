package dev.parley.ui.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.review.FailureTag;
import dev.parley.core.review.ReviewLabel;
import dev.parley.core.review.ReviewResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReviewLookTest {
    private static final Path TEMPLATES = Path.of("src", "main", "resources", "templates", "review");

    @Test
    void everythingThatRestTakesCanBeChosenWithAKeyOfItsOwn() {
        List<ReviewLook.Choice> results = ReviewLook.DESK.results();
        List<ReviewLook.Choice> tags = ReviewLook.DESK.tags();
        assertThat(results)
                .extracting(ReviewLook.Choice::value)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ReviewResult.values())
                        .map(ReviewResult::word)
                        .toList());
        assertThat(results).extracting(ReviewLook.Choice::key).containsExactly("1", "2", "3", "4");
        assertThat(results)
                .extracting(ReviewLook.Choice::words)
                .containsExactly("Done", "Partly", "Not done", "Can’t tell");
        assertThat(tags)
                .extracting(ReviewLook.Choice::value)
                .containsExactlyElementsOf(
                        Arrays.stream(FailureTag.values()).map(FailureTag::word).toList());
        assertThat(tags).extracting(ReviewLook.Choice::key).containsExactly("Q", "W", "E", "R", "T");
        List<String> keys = Stream.concat(results.stream(), tags.stream())
                .map(ReviewLook.Choice::key)
                .toList();
        assertThat(new HashSet<>(keys)).hasSameSizeAs(keys).doesNotContain("M", "I", "N", "K", "J", "F");
    }

    @Test
    void limitsOnThePageAreThoseOfTheLabel() {
        assertThat(ReviewLook.DESK.longestNote()).isEqualTo(ReviewLabel.LONGEST_NOTE);
        assertThat(ReviewLook.DESK.mostInterventions()).isEqualTo(ReviewLabel.MOST_INTERVENTIONS);
    }

    /** What a reviewer is shown is all asked of REST: the page itself could not tell anything if it wanted to. */
    @Test
    void deskIsTheSameForEverybodyAndHasNeitherScriptsNorStylesInside() throws Exception {
        for (String name : List.of("desk.html", "lead.html")) {
            String page = Files.readString(TEMPLATES.resolve(name), StandardCharsets.UTF_8);
            assertThat(page).as(name).doesNotContain("style=", "onclick", "{look.policy", "<style");
            assertThat(page.split("<script", -1)).as(name).hasSize(2);
            assertThat(page).as(name).contains("<noscript>");
            assertThat(page.split("btn pri", -1))
                    .as("one filled button a view, in " + name)
                    .hasSize(2);
        }
    }
}
