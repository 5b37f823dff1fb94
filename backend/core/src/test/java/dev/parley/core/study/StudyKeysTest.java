package dev.parley.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.problem.ParleyException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StudyKeysTest {
    private static final String SHORTEST = "k".repeat(32);

    @Test
    void keyOfThirtyTwoCharactersIsLongEnough() {
        StudyKeys keys = new StudyKeys(List.of("ada:" + SHORTEST, " bob-2:" + SHORTEST + ":with-a-colon "));

        assertThat(keys.require(Optional.of("Bearer " + SHORTEST))).isEqualTo(new Submitter("ada"));
        assertThat(keys.require(Optional.of("Bearer " + SHORTEST + ":with-a-colon")))
                .isEqualTo(new Submitter("bob-2"));
        assertThat(keys.require(Optional.of("Bearer " + SHORTEST)).author())
                .isEqualTo(new Submitter("ada").author())
                .isNotEqualTo(new Submitter("bob-2").author());
    }

    @Test
    void wrongSettingIsNamedByItsPlaceAndNeverQuoted() {
        String tooShort = "k".repeat(31);
        for (String wrong : List.of("ada:" + tooShort, SHORTEST + SHORTEST, "Ada:" + SHORTEST, ":" + SHORTEST)) {
            assertThatThrownBy(() -> new StudyKeys(List.of("ok:" + SHORTEST, wrong)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Entry 2 of parley.studies.keys")
                    .message()
                    .doesNotContain(tooShort);
        }
        assertThatThrownBy(() -> new StudyKeys(List.of("ada:" + SHORTEST, "ada:" + SHORTEST + "2")))
                .hasMessageContaining("two entries for ada");
    }

    @Test
    void installationWithoutKeysSaysThatItTakesNoStudies() {
        assertThatThrownBy(() -> new StudyKeys(List.of()).require(Optional.of("Bearer " + SHORTEST)))
                .isInstanceOfSatisfying(
                        ParleyException.class,
                        e -> assertThat(e.detail())
                                .contains("Studies are not taken here")
                                .contains("parley.studies.keys"));
    }
}
