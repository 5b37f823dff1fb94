package dev.parley.contracts.sentence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class SentenceReaderTest {

    private static final List<Thing> THINGS = List.of(
            Thing.of("cube-red", "red", List.of("cube", "block")),
            Thing.of("cube-blue", "blue", List.of("cube", "block")),
            Thing.of("drawer", "", List.of("drawer", "top drawer")),
            Thing.of("ball", "green", List.of("ball")),
            Thing.named("corner", List.of("top left corner", "upper left corner")));

    private static final List<Ask> ASKS = List.of(
            new Ask(
                    "in",
                    Map.of("kind", "inside", "object", "cube-red", "target", "drawer"),
                    List.of("hide the red one")),
            new Ask("open", Map.of("kind", "joint", "object", "drawer", "state", "open"), List.of()),
            new Ask("shut", Map.of("kind", "joint", "object", "drawer", "state", "closed"), List.of()),
            new Ask("corner", Map.of("kind", "in-region", "object", "ball", "target", "corner"), List.of()));

    private static final Language LANGUAGE = new Language(
            Map.of("in", "in|into|in to"),
            "please|can you",
            "now",
            List.of(
                    new Saying(Map.of("kind", "inside"), List.of("(put|drop) {object} $in {target}")),
                    new Saying(Map.of("kind", "joint", "state", "open"), List.of("open {object} [up]")),
                    new Saying(Map.of("kind", "joint", "state", "closed"), List.of("(close|shut) {object}")),
                    new Saying(Map.of("kind", "in-region"), List.of("push {object} to {target}"))));

    private final SentenceReader reader = new SentenceReader(LANGUAGE, THINGS, ASKS);

    @Test
    void readsATaskFromAFormAndTheThingsNamedInIt() {
        assertThat(reader.read("Please drop the red block into the top drawer now!"))
                .contains("in");
        assertThat(reader.read("open the drawer up")).contains("open");
        assertThat(reader.read("shut drawer")).contains("shut");
    }

    @Test
    void readsAWholeNameOfAPlaceAndAnUnmistakableShortName() {
        assertThat(reader.read("push the ball to the upper left corner")).contains("corner");
    }

    @Test
    void readsAWholeSentenceOfATask() {
        assertThat(reader.read("Hide the red one.")).contains("in");
    }

    @Test
    void readsNothingIntoWordsThatItDoesNotKnow() {
        for (String sentence : List.of(
                "",
                "don't open the drawer",
                "open the drawer twice",
                "open the drawer and shut the drawer",
                "put the cube in the drawer",
                "put the blue cube in the drawer",
                "put cube in drawer",
                "open the red cube",
                "put the red cube in the drawer then open the drawer")) {
            assertThat(reader.read(sentence)).as(sentence).isEmpty();
        }
    }

    @Test
    void sentenceThatMeansTwoTasksNamesNone() {
        SentenceReader doubtful = new SentenceReader(
                LANGUAGE.with(
                        List.of(new Saying(Map.of("kind", "joint", "state", "closed"), List.of("open {object}")))),
                THINGS,
                ASKS);

        assertThat(doubtful.read("open the drawer")).isEmpty();
    }

    @Test
    void brokenFormIsRefusedWithWhatIsWrong() {
        for (String form : List.of(
                "open {object", "(open {object}", "open | )", "$nothing {object}", "((((((((((((((a))))))))))))))")) {
            Language broken = LANGUAGE.with(List.of(new Saying(Map.of("kind", "joint"), List.of(form))));

            assertThatThrownBy(() -> new SentenceReader(broken, THINGS, ASKS))
                    .as(form)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("form of words");
        }
    }

    @Test
    void hostileFormTakesBoundedTime() {
        Language hostile = LANGUAGE.with(List.of(new Saying(
                Map.of("kind", "joint"), List.of("((a|a a)*|[a]* (a)*)* [a] [a] [a] [a] [a] [a] [a] [a] b"))));
        SentenceReader slow = new SentenceReader(hostile, THINGS, ASKS);

        Assertions.assertTimeout(
                Duration.ofSeconds(30),
                () -> assertThat(slow.read("a ".repeat(59) + "c")).isEmpty());
    }

    @Test
    void choicesThatNameEachOtherManyTimesAreReadOnceAndFollowedWithinBounds() {
        Map<String, String> choices = new HashMap<>(LANGUAGE.choices());
        choices.put("c0", "[open]");
        for (int i = 1; i < 10; i++) {
            choices.put("c" + i, ("$c" + (i - 1) + " ").repeat(100));
        }
        Language hostile = new Language(
                choices,
                LANGUAGE.before(),
                LANGUAGE.after(),
                List.of(new Saying(Map.of("kind", "joint", "state", "open"), List.of("$c9 open {object}"))));
        SentenceReader slow = new SentenceReader(hostile, THINGS, ASKS);

        Assertions.assertTimeout(
                Duration.ofSeconds(30),
                () -> assertThat(slow.read("open the drawer")).isEmpty());
    }

    @Test
    void choiceThatNamesItselfIsRefused() {
        Map<String, String> choices = new HashMap<>(LANGUAGE.choices());
        choices.putAll(Map.of("one", "a $two", "two", "b [$one]"));
        Language circle = new Language(choices, "", "", List.of(new Saying(Map.of(), List.of("$one"))));

        assertThatThrownBy(() -> new SentenceReader(circle, THINGS, ASKS)).hasMessageContaining("names itself");
    }
}
